// How bytes on their way are damaged: what a bad link, a torn write or a foreign sender would deliver.

import type { Random } from '../model/random.js';
import { createRandom } from '../model/random.js';
import type { EnvelopeHeader } from './envelope.js';
import { resealed } from './envelope.js';

export const DAMAGES = ['bit_flip', 'truncate', 'empty', 'oversize', 'foreign'] as const;
export type DamageType = (typeof DAMAGES)[number];

/** One damage, decided when it was planned: equal damages do the same to equal bytes. */
export interface Damage {
  readonly type: DamageType;
  readonly seed: number;
}

/** The bytes after that damage: a copy, never equal to them. Of no bytes at all, a few are made. */
export function damaged(bytes: Uint8Array, { type, seed }: Damage): Uint8Array {
  return DAMAGED[type](bytes, createRandom(seed));
}

const MOST_APPENDED_BYTES = 64;

const DAMAGED: Readonly<Record<DamageType, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  bit_flip: (bytes, random) => {
    const copy = Uint8Array.from(bytes);
    if (copy.length === 0) return garbage(1, random);
    const at = random.integer(0, copy.length - 1);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(0, 7));
    return copy;
  },
  truncate: (bytes, random) =>
    bytes.length === 0 ? garbage(1, random) : bytes.slice(0, random.integer(0, bytes.length - 1)),
  empty: (bytes, random) => (bytes.length === 0 ? garbage(1, random) : new Uint8Array(0)),
  oversize: (bytes, random) => {
    const extra = garbage(random.integer(1, MOST_APPENDED_BYTES), random);
    const longer = new Uint8Array(bytes.length + extra.length);
    longer.set(bytes);
    longer.set(extra, bytes.length);
    return longer;
  },
  foreign,
};

/** An envelope that nothing is wrong with but whose it is; where there is none, noise of the same length. */
function foreign(bytes: Uint8Array, random: Random): Uint8Array {
  const elsewhere = resealed(bytes, (header) => anothers(header, random));
  if (elsewhere) return elsewhere;
  const stranger = garbage(Math.max(bytes.length, 1), random);
  stranger[0] = (bytes[0] ?? 0) ^ 0xff;
  return stranger;
}

/** Of another run, or of another strategy in the same one. */
function anothers(header: EnvelopeHeader, random: Random): EnvelopeHeader {
  const { run_id, strategy_id } = header;
  const difference = BigInt(random.integer(1, Number.MAX_SAFE_INTEGER));
  return random.fraction() < 0.5
    ? { ...header, run_id: run_id ^ difference }
    : { ...header, strategy_id: strategy_id ^ difference };
}

function garbage(length: number, random: Random): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(0, 255));
}
