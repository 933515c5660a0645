// One committed write in the log, and the order of commits.

import { compareText } from '../../model/canonical.js';
import type { Author, Contender } from '../../model/reading.js';
import type { AppendTextWrite, GrowSetWrite, ScalarWrite, Write } from '../../model/write.js';
import { dotKey } from '../../model/write.js';
import type { Past } from './past.js';
import { covers } from './past.js';

export interface Entry<W extends Write = Write> {
  readonly write: W;
  /** Lamport clock: one more than the highest its writer's replica had seen. */
  readonly clock: number;
  /** The scalar writes of its field that its writer's replica had received; empty for other kinds. */
  readonly observed: Past;
  /** The op of its own agent's scalar write to the field that it replaced there; null where there was none. */
  readonly on_top_of: number | null;
  /** What the write declares to follow beyond that, closed. */
  readonly declared: Past;
}

export type ScalarEntry = Entry<ScalarWrite>;
export type SetEntry = Entry<GrowSetWrite>;
export type TextEntry = Entry<AppendTextWrite>;

export function isScalarEntry(entry: Entry): entry is ScalarEntry {
  return entry.write.kind === 'scalar';
}

export function isSetEntry(entry: Entry): entry is SetEntry {
  return entry.write.kind === 'grow_set';
}

export function isTextEntry(entry: Entry): entry is TextEntry {
  return entry.write.kind === 'append_text';
}

/** @throws Error where the entry says that it follows itself, which would hide it from everyone. */
export function refuseSelfCover({ write, observed, on_top_of, declared }: Entry): void {
  const { agent_id, op_id } = write;
  const continuesItself = on_top_of !== null && on_top_of >= op_id;
  if (continuesItself || covers(observed, agent_id, op_id) || covers(declared, agent_id, op_id)) {
    throw new Error(
      `write ${dotKey(agent_id, op_id)} cannot follow itself or a later write of its agent`,
    );
  }
}

/**
 * The one order of all commits: it follows each agent's own order and everything a writer had received,
 * and is total, so that every replica reads one log.
 */
export function byCommit(left: Entry, right: Entry): number {
  return left.clock - right.clock || byDot(left, right);
}

/** By agent, then by op: the order in which authors and contenders are listed. */
export function byDot(left: Entry, right: Entry): number {
  return (
    compareText(left.write.agent_id, right.write.agent_id) || left.write.op_id - right.write.op_id
  );
}

export function authorOf({ write }: Entry): Author {
  return [write.agent_id, write.op_id];
}

export function contenderOf({ write }: Entry): Contender {
  const { agent_id, op_id, kind, value } = write;
  return { agent_id, op_id, kind, value };
}
