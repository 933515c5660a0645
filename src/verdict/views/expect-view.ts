// The expectation of one view: its fields as the writes it holds make them, and the fates of all others.

import type { Contribution } from '../contribution.js';
import { FieldHistory } from '../field-history.js';
import type { View } from '../knowledge/views.js';
import type { ViewExpectation } from '../view-expectation.js';
import type { Catalogue, Issued } from './catalogue.js';

/**
 * @param standing the scalars of the view that no receipt has superseded
 * @param anywhere what some replica holds in the end; a write that none does was lost with its author's
 *   replica before it reached anyone who is still there, and was never acknowledged
 */
export function expectView(
  view: View,
  standing: ReadonlySet<Contribution>,
  { issued, contributions }: Catalogue,
  anywhere: View,
): ViewExpectation {
  const histories = new Map<string, FieldHistory>();
  const absent = { not_delivered: [] as Contribution[], unacknowledged: [] as Contribution[] };
  const held: Issued[] = [];
  for (const one of issued) {
    if (view.holds(one.unit)) held.push(one);
    else
      absent[anywhere.holds(one.unit) ? 'not_delivered' : 'unacknowledged'].push(
        ...one.contributions,
      );
  }
  for (const { write, contributions: own } of held)
    historyOf(histories, write.field).hold(write, own);
  raiseHeads(histories, held, standing);
  return { histories, contributions, absent };
}

function historyOf(histories: Map<string, FieldHistory>, field: string): FieldHistory {
  const known = histories.get(field);
  if (known) return known;
  const history = new FieldHistory(field);
  histories.set(field, history);
  return history;
}

function raiseHeads(
  histories: ReadonlyMap<string, FieldHistory>,
  held: readonly Issued[],
  standing: ReadonlySet<Contribution>,
): void {
  const declared = declaredBy(held);
  for (const { write, contributions } of held) {
    const covered = declared.get(write.field)?.get(write.agent_id) ?? -1;
    for (const one of contributions) {
      if (standing.has(one) && write.op_id > covered) histories.get(write.field)?.raise(one);
    }
  }
}

/** By field and agent, the latest write that a held scalar write of the field declares to follow. */
function declaredBy(held: readonly Issued[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const declared = new Map<string, Map<string, number>>();
  for (const { write } of held) {
    if (write.kind !== 'scalar' || !write.happens_after) continue;
    const covered = declared.get(write.field) ?? new Map<string, number>();
    declared.set(write.field, covered);
    for (const [agent, op] of write.happens_after) {
      if (op > (covered.get(agent) ?? -1)) covered.set(agent, op);
    }
  }
  return declared;
}
