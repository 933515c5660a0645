// What a reading's escalations name. A conflict that is surfaced loses nothing, but only where it gives
// the right value of the right write: a contender that does not counts as an author claim gone wrong.

import { canonicalJson } from '../../model/canonical.js';
import type { Contender, Escalation } from '../../model/reading.js';
import { contendedTexts } from '../conflict.js';
import type { Contribution } from '../contribution.js';
import { shorten } from '../contribution.js';
import type { FieldHistory } from '../field-history.js';
import type { AccountBook } from './account.js';

/** The conflict a reading surfaces for one field, and the contributions it names. */
export interface Signal {
  readonly escalation: Escalation;
  readonly named: ReadonlySet<Contribution>;
}

type Histories = ReadonlyMap<string, FieldHistory>;

/** The signals by field, the first one of each field; enters all contenders as claims. */
export function readSignals(
  escalations: readonly Escalation[],
  histories: Histories,
  book: AccountBook,
): ReadonlyMap<string, Signal> {
  const signals = new Map<string, Signal>();
  for (const escalation of escalations) {
    const history = histories.get(escalation.field);
    const named = escalation.contenders.flatMap((contender) =>
      claimContender(contender, escalation.field, history, book),
    );
    if (signals.has(escalation.field)) continue;
    signals.set(escalation.field, { escalation, named: new Set(named) });
  }
  return signals;
}

function claimContender(
  contender: Contender,
  field: string,
  history: FieldHistory | undefined,
  book: AccountBook,
): readonly Contribution[] {
  const { agent_id, op_id, kind, value } = contender;
  const issued = history?.contributionsOf(agent_id, op_id) ?? [];
  const claimed = contendedTexts(contender) ?? [undefined];
  return claimed.flatMap((text) => {
    const right = issued.filter((one) => one.write.kind === kind && one.text === text);
    book.claim([agent_id, op_id], right, field, () => shorten(text ?? canonicalJson(value)));
    return right;
  });
}
