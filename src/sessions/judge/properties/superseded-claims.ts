// A claim lives as long as the generation that it was made under: whoever completes rows must have claimed them, under
// the fence that the reference names, and that fence must still be the current one.

import type { RaceHistory } from '../../history.js';
import { keyOf } from '../calls.js';
import { claimsOf, unheardClaims } from '../claims.js';
import type { Completion, RowKind } from '../completions.js';
import { completionsOf } from '../completions.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { lateUses } from '../fence-uses.js';

export const supersededClaims = defineProperty({
  name: 'superseded-claims',
  summary: 'nothing is completed by a claim that is superseded or was never made',
  cases: 'completed rows',
  examine: (history) => {
    const [work, inputs] = [completionsOf(history, 'work'), completionsOf(history, 'input')];
    const all = [...work, ...inputs];
    const violations = [
      ...lateUses(history, all.map(asUse)),
      ...all.flatMap(ofAnotherGeneration),
      ...unclaimed(history, 'work', work),
      ...unclaimed(history, 'input', inputs),
    ];
    return { examined: all.length, violations };
  },
});

function asUse(completion: Completion) {
  return { ...completion, what: `the completion of ${completion.kind} ${completion.row_id}` };
}

function ofAnotherGeneration(completion: Completion): readonly Violation[] {
  const { fence, under_fence, index } = completion;
  if (fence === under_fence) return [];
  const message = `${rowOf(completion)} was completed under fence ${under_fence} by a claim of fence ${fence}`;
  return [{ message, evidence: [index] }];
}

function unclaimed(
  history: RaceHistory,
  kind: RowKind,
  completions: readonly Completion[],
): readonly Violation[] {
  const first_ns = new Map<string, number>();
  for (const { row_key, fence, began_ns } of claimsOf(history, kind)) {
    const key = keyOf(row_key, fence);
    first_ns.set(key, Math.min(first_ns.get(key) ?? Infinity, began_ns));
  }
  const unheard_ns = unheardClaims(history, kind);
  return completions.flatMap((completion) => {
    const { row_key, fence, session_id, ended_ns, index } = completion;
    const claimed_ns = first_ns.get(keyOf(row_key, fence)) ?? Infinity;
    if (Math.min(claimed_ns, unheard_ns(session_id, fence)) <= ended_ns) return [];
    const message = `${rowOf(completion)} was completed without having been claimed under fence ${fence}`;
    return [{ message, evidence: [index] }];
  });
}

function rowOf({ kind, row_id, session_id }: Completion): string {
  return `${kind} ${row_id} of session ${session_id}`;
}
