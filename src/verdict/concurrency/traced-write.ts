// Every write that was issued, by field, with what has been found out about it so far.

import { canonicalJson } from '../../model/canonical.js';
import type { Write } from '../../model/write.js';
import { file } from '../grouping.js';
import type { Ledger } from '../ledger.js';

/** `conflicting` includes concurrent. */
type Standing = 'alone' | 'concurrent' | 'conflicting';

export interface TracedWrite {
  readonly write: Write;
  readonly agent_index: number;
  readonly round: number;
  /** Which of its agent's writes of that round. */
  readonly index: number;
  /** Canonical JSON of a scalar; null for what has no value to disagree about. */
  readonly value: string | null;
  standing: Standing;
}

/** The writes to one field, in the order issued: round by round, agent by agent. */
export interface TracedField {
  readonly writes: readonly TracedWrite[];
  /** True where it was written with two kinds: then whatever is concurrent in it is a conflict. */
  readonly is_mixed: boolean;
}

export function traceFields({ rounds }: Ledger): readonly TracedField[] {
  const fields = new Map<string, TracedWrite[]>();
  rounds.forEach((turns, round) => {
    turns.forEach((writes, agent_index) => {
      writes.forEach((write, index) => {
        const value = write.kind === 'scalar' ? canonicalJson(write.value) : null;
        const place = { agent_index, round, index };
        file(fields, write.field, { write, ...place, value, standing: 'alone' });
      });
    });
  });
  return Array.from(fields.values(), (writes) => {
    return { writes, is_mixed: new Set(writes.map(({ write }) => write.kind)).size > 1 };
  });
}

/** Records that `count` writes are concurrent with this one, of which `agreeing` have its value. */
export function record(
  traced: TracedWrite,
  { is_mixed }: TracedField,
  concurrent: { readonly count: number; readonly agreeing: number },
): void {
  if (concurrent.count === 0) return;
  const disagrees = traced.value !== null && concurrent.count > concurrent.agreeing;
  if (is_mixed || disagrees) traced.standing = 'conflicting';
  else if (traced.standing === 'alone') traced.standing = 'concurrent';
}

/** Whether nothing that is still to be found could change where it stands. */
export function isSettled({ standing, value }: TracedWrite, { is_mixed }: TracedField): boolean {
  if (standing === 'concurrent') return value === null && !is_mixed;
  return standing === 'conflicting';
}
