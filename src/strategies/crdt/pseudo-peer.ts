// Names for peers that are no agent: whoever does the same on top of the same heads does it under one name,
// so that what many do at once is one operation to the engine.

import { createHash } from 'node:crypto';

/** The last operation of one branch of a document's history. */
export interface Head {
  readonly peer: string;
  readonly counter: number;
}

/** 63 bits, in decimal digits. */
export function pseudoPeer(purpose: 'join' | 'spare', heads: readonly Head[]): string {
  const names = heads.map(({ peer, counter }) => `${counter}@${peer}`).sort();
  // Joins are hashed without their purpose, as they were before there were others.
  if (purpose === 'spare') names.push(purpose);
  const digest = createHash('sha256').update(names.join()).digest();
  return `${digest.readBigUInt64LE(0) >> 1n}`;
}
