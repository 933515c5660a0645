// What one field of a reading says of the contributions issued to it. Each of them gets one fate here.

import { canonicalJson } from '../../model/canonical.js';
import type { FieldReading } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import type { ValueReading } from '../decision.js';
import { readsAsDecided } from '../decision.js';
import type { FieldHistory } from '../field-history.js';
import type { AccountBook } from './account.js';
import { accountScalar } from './account-scalar.js';
import { accountSet } from './account-set.js';
import { accountText } from './account-text.js';
import type { Signal } from './signals.js';

const NOTHING: ReadonlySet<Contribution> = new Set();

/** A field that the reading does not list has lost everything. */
export function accountField(
  history: FieldHistory,
  reading: FieldReading | undefined,
  signal: Signal | undefined,
  book: AccountBook,
): void {
  for (const scalar of history.scalars) {
    if (!history.isHead(scalar)) book.settle(scalar, 'superseded');
  }
  if (!reading) for (const one of history.standing()) book.settle(one, 'lost');
  else if (reading.kind === 'escalated') accountSentinel(history, signal, book);
  else accountValue(history, reading, signal, book);
}

/** The sentinel holds nothing itself: what the open escalation does not name is gone. */
function accountSentinel(
  history: FieldHistory,
  signal: Signal | undefined,
  book: AccountBook,
): void {
  const named = signal?.escalation.status === 'open' ? signal.named : NOTHING;
  const contested = history.inConflict();
  for (const one of history.standing()) {
    const arbitrated = contested && one.write.kind === 'scalar';
    book.settle(one, named.has(one) ? 'escalated' : arbitrated ? 'arbitrated' : 'lost');
  }
}

function accountValue(
  history: FieldHistory,
  reading: ValueReading,
  signal: Signal | undefined,
  book: AccountBook,
): void {
  const legal = accountKept(history, reading, book);
  const named = decidedFor(reading, signal);
  const value = reading.kind === 'scalar' ? canonicalJson(reading.value) : undefined;
  for (const one of history.standing()) {
    const accounted = one.write.kind === reading.kind && (value ?? one.text) === one.text;
    if (accounted) continue;
    // Only a value that the field may take can have been preferred to another.
    if (legal && named.has(one)) book.settle(one, 'resolved');
    else book.settle(one, legal && one.write.kind === 'scalar' ? 'arbitrated' : 'lost');
  }
}

/** Accounts for what the reading's own kind of value keeps; false where the field cannot read like that. */
function accountKept(history: FieldHistory, reading: ValueReading, book: AccountBook): boolean {
  switch (reading.kind) {
    case 'scalar':
      return accountScalar(history, reading, book);
    case 'grow_set':
      accountSet(history, reading, book);
      break;
    case 'append_text':
      accountText(history, reading, book);
  }
  return history.kinds.has(reading.kind);
}

function decidedFor(reading: ValueReading, signal: Signal | undefined): ReadonlySet<Contribution> {
  if (signal?.escalation.status !== 'resolved') return NOTHING;
  return readsAsDecided(reading, signal.escalation) ? signal.named : NOTHING;
}
