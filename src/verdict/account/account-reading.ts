// The account of one whole reading.

import type { FieldReading, Reading } from '../../model/reading.js';
import type { Expectation } from '../oracle.js';
import type { Account } from './account.js';
import { AccountBook } from './account.js';
import { accountField } from './account-field.js';
import { accountStranger } from './account-stranger.js';
import { readSignals } from './signals.js';

/** @param place where the reading was made, for people: `agent A`. */
export function accountReading(
  reading: Reading,
  { histories, contributions }: Expectation,
  place: string,
): Account {
  const book = new AccountBook(contributions, place);
  const signals = readSignals(reading.escalations, histories, book);
  const fields = new Map<string, FieldReading>();
  for (const field of reading.fields) {
    // A field listed twice has two states at once: the second is as foreign as a field never written.
    if (histories.has(field.field) && !fields.has(field.field)) fields.set(field.field, field);
    else accountStranger(field, book);
  }
  for (const history of histories.values()) {
    accountField(history, fields.get(history.field), signals.get(history.field), book);
  }
  return book.close();
}
