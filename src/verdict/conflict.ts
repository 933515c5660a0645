// When two conflicts are the same: one field, the same writes with the same kinds and values. The order of
// contenders does not count, nor that of a set's elements.

import { canonicalJson, compareText } from '../model/canonical.js';
import { contributionsOf } from '../model/contribution.js';
import type { Contender } from '../model/reading.js';
import type { Write } from '../model/write.js';

/** A conflict that a correct strategy must surface once a round's exchange is over. */
export interface ExpectedConflict {
  readonly field: string;
  /** The round in which it came to stand with these contenders. */
  readonly round: number;
  readonly contenders: readonly Write[];
  readonly key: string;
}

/** A text that is equal for equal conflicts only. */
export function conflictKey(field: string, spelledContenders: readonly string[]): string {
  return [JSON.stringify(field), ...[...spelledContenders].sort(compareText)].join('\n');
}

export function spellWrite(write: Write): string {
  return spell(write, contributionsOf(write));
}

export function spellContender(contender: Contender): string {
  const texts = contendedTexts(contender);
  return texts ? spell(contender, texts) : `malformed ${spell(contender, [])}`;
}

/**
 * What a contender puts forward, as `contributionsOf` spells it; undefined where its value cannot be of
 * its kind. A strategy may hand over anything, whatever its types promise.
 */
export function contendedTexts({ kind, value }: Contender): readonly string[] | undefined {
  if (kind === 'scalar') return [canonicalJson(value)];
  if (kind === 'grow_set' && Array.isArray(value)) return [...new Set(value.map(canonicalJson))];
  if (kind === 'append_text' && typeof value === 'string') return value === '' ? [] : [value];
  return undefined;
}

type Attributed = Pick<Contender, 'agent_id' | 'op_id' | 'kind'>;

function spell({ agent_id, op_id, kind }: Attributed, texts: readonly string[]): string {
  return JSON.stringify([agent_id, op_id, kind, [...texts].sort(compareText)]);
}
