// Whether a session was empty when its history began. A race may go on from a file that others have written: then
// there are fences, rows and keys before the first call, and the answers to it prove nothing.

import { givenRowsOf } from './given-rows.js';
import type { SessionCall } from './session-calls.js';

export function beganEmpty(calls: readonly SessionCall[]): boolean {
  return beganUnleased(calls) && !hasForeignRows(calls) && !knewKeys(calls);
}

/** The least fence that was granted is the first there is; or none was shown. */
function beganUnleased(calls: readonly SessionCall[]): boolean {
  const granted = calls.flatMap(({ entry }) => grantedFences(entry));
  const least = granted.reduce((low, fence) => Math.min(low, fence), Infinity);
  if (least < Infinity) return least === 1;
  return calls.every(({ entry }) => shownFence(entry) === 0);
}

function grantedFences({ method, answer }: SessionCall['entry']): readonly number[] {
  if (method !== 'tryClaimLease' && method !== 'reclaimLease') return [];
  return answer?.ok && answer.value.type === 'acquired' ? [answer.value.lease.fence] : [];
}

function shownFence({ method, answer }: SessionCall['entry']): number {
  if (!answer?.ok) return 0;
  if (method === 'inspectLease') return answer.value.fence;
  if (method !== 'tryClaimLease' && method !== 'reclaimLease') return 0;
  return answer.value.type === 'busy' ? answer.value.fence : 0;
}

/** Rows that no call of the history gave, nor can have given unheard. */
function hasForeignRows(calls: readonly SessionCall[]): boolean {
  const { work, input } = givenRowsOf(calls).unexplained_and_there;
  const unheard = calls.filter(({ entry }) => entry.answer === null);
  const bringsWork = unheard.some(({ entry }) => entry.method === 'enqueueWork');
  const bringsInputs = unheard.some(({ entry }) => entry.method === 'submitInput');
  return (work.length > 0 && !bringsWork) || (input.length > 0 && !bringsInputs);
}

/** A key stood for an input that no call of the history has submitted. */
function knewKeys(calls: readonly SessionCall[]): boolean {
  const submissions = calls.filter(({ entry }) => entry.method === 'submitInput');
  const keys = new Set(submissions.flatMap(({ entry }) => newKeys(entry)));
  return submissions.some(({ entry }) => {
    const key = entry.method === 'submitInput' ? entry.args.draft.source_key : null;
    return key !== null && entry.answer !== null && !keys.has(key);
  });
}

/** The key that a submission brought in, or may have. */
function newKeys({ method, args, answer }: SessionCall['entry']): readonly string[] {
  if (method !== 'submitInput' || args.draft.source_key === null) return [];
  if (answer !== null && (!answer.ok || answer.value.replayed)) return [];
  return [args.draft.source_key];
}
