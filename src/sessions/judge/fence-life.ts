// Until when a fence lived for certain: a call that only its live holder is granted proves that it had lived all the
// time since it was given.

import type { RaceHistory } from '../history.js';
import { callsOf, keyOf } from './calls.js';
import { savesOf } from './saves.js';

export interface FenceProof {
  readonly index: number;
  readonly began_ns: number;
}

/** Per session and fence, the accepted call that began last. */
export function lastUses(history: RaceHistory): ReadonlyMap<string, FenceProof> {
  const last = new Map<string, FenceProof>();
  const note = (key: string, { index, began_ns }: FenceProof): void => {
    if (began_ns > (last.get(key)?.began_ns ?? -Infinity)) last.set(key, { index, began_ns });
  };
  for (const { entry, index } of claimingCalls(history)) {
    if (entry.answer?.ok !== true) continue;
    note(keyOf(entry.args.session_id, entry.args.fence), { index, began_ns: entry.began_ns });
  }
  for (const save of savesOf(history)) note(keyOf(save.session_id, save.request.fence), save);
  return last;
}

function claimingCalls(history: RaceHistory) {
  return callsOf(history, 'renewLease', 'claimLeadingCommand', 'claimReadyWork', 'claimInputs');
}
