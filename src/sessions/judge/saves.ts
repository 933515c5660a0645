// What a history tells of saved states: accepted checkpoints, and accepted commits once each, however often they
// were sent.

import type { RaceHistory } from '../history.js';
import type { CheckpointRequest } from '../terms.js';
import type { AnyCall, Seen } from './calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from './calls.js';

export interface Save {
  readonly index: number;
  readonly session_id: string;
  readonly request: CheckpointRequest;
  readonly revision: number;
  /** As in `commit c1`. */
  readonly what: string;
  /** It took effect after the first of its calls began, and before the first answer. */
  readonly began_ns: number;
  readonly ended_ns: number;
}

/** In the order of the history. */
export function savesOf(history: RaceHistory): readonly Save[] {
  const checkpoints = callsOf(history, 'checkpoint').flatMap(saveOfCheckpoint);
  const commits = [...commitsById(history).values()].flatMap(saveOfCommit);
  return [...checkpoints, ...commits].sort((one, other) => one.index - other.index);
}

/** All calls of one commit, by session and its id. */
export function commitsById(history: RaceHistory): ReadonlyMap<string, readonly Seen<'commit'>[]> {
  const commits = callsOf(history, 'commit');
  return groupBy(commits, (seen) => keyOf(sessionOf(seen), seen.entry.args.request.commit_id));
}

function saveOfCheckpoint(seen: Seen<'checkpoint'>): readonly Save[] {
  const value = valueOf(seen);
  if (value === null) return [];
  const { args, began_ns, ended_ns } = seen.entry;
  const { revision } = value;
  return [
    { ...place(seen), request: args.request, revision, what: 'a checkpoint', began_ns, ended_ns },
  ];
}

function saveOfCommit(calls: readonly Seen<'commit'>[]): readonly Save[] {
  const accepted = calls.filter((seen) => valueOf(seen) !== null);
  const [first] = accepted;
  const result = first && valueOf(first);
  if (!first || !result) return [];
  const tried = calls.filter((seen) => isUnanswered(seen) || valueOf(seen) !== null);
  return [
    {
      ...place(first),
      request: first.entry.args.request,
      revision: result.revision,
      what: `commit ${result.commit_id}`,
      began_ns: Math.min(...tried.map(({ entry }) => entry.began_ns)),
      ended_ns: Math.min(...accepted.map(({ entry }) => entry.ended_ns)),
    },
  ];
}

function place(seen: AnyCall): Pick<Save, 'index' | 'session_id'> {
  return { index: seen.index, session_id: sessionOf(seen) };
}
