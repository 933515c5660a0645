// The calls of one session as the search takes them: their beginnings and ends in order of time, and when, on the
// store's clock, each may have taken effect.

import type { HistoryEntry, RaceHistory } from '../../history.js';
import type { Bracket } from '../store-clock.js';
import { storeClockOf } from '../store-clock.js';

export interface SessionCall {
  /** Into the history. */
  readonly index: number;
  readonly entry: HistoryEntry;
  readonly bracket: Bracket;
}

export type Moment =
  | { readonly type: 'begins'; readonly call: SessionCall; readonly at_ns: number }
  | { readonly type: 'ends'; readonly call: SessionCall; readonly at_ns: number };

/** Per session, in order. Calls that certainly did nothing whatever the state was are left out. */
export function sessionCallsOf(history: RaceHistory): ReadonlyMap<string, readonly SessionCall[]> {
  const clock = storeClockOf(history);
  const sessions = new Map<string, SessionCall[]>();
  history.entries.forEach((entry, index) => {
    if (neverHappened(entry)) return;
    const call = { index, entry, bracket: clock(entry.began_ns, entry.ended_ns) };
    const calls = sessions.get(entry.args.session_id);
    if (calls) calls.push(call);
    else sessions.set(entry.args.session_id, [call]);
  });
  return sessions;
}

/** Calls that touch overlap: all that begins at an instant comes before all that ends at it. */
export function momentsOf(calls: readonly SessionCall[]): readonly Moment[] {
  const moments = calls.flatMap((call): readonly Moment[] => {
    const begins = { type: 'begins', call, at_ns: call.entry.began_ns } as const;
    if (call.entry.answer === null) return [begins];
    return [begins, { type: 'ends', call, at_ns: call.entry.ended_ns }];
  });
  return [...moments].sort((one, other) => one.at_ns - other.at_ns || rank(one) - rank(other));
}

function rank({ type }: Moment): number {
  return type === 'begins' ? 0 : 1;
}

/** The store was busy, or took no such arguments. */
function neverHappened({ answer }: HistoryEntry): boolean {
  if (answer === null || answer.ok) return false;
  return answer.error.code === 'StoreBusy' || answer.error.code === 'InvalidArgument';
}
