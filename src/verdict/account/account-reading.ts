// The account of one whole reading.

import type { FieldReading, Reading } from '../../model/reading.js';
import type { ViewExpectation } from '../view-expectation.js';
import { ABSENT_FATES } from '../view-expectation.js';
import type { Account } from './account.js';
import { AccountBook } from './account.js';
import { accountField } from './account-field.js';
import { accountStranger } from './account-stranger.js';
import { readSignals } from './signals.js';
import type { Watch } from './watched-damage.js';

/**
 * @param place where the reading was made, for people: `agent A`
 * @param watch whose damaged writes are counted apart
 */
export function accountReading(
  reading: Reading,
  { histories, contributions, absent }: ViewExpectation,
  place: string,
  watch?: Watch,
): Account {
  const book = new AccountBook(contributions, place, watch);
  for (const fate of ABSENT_FATES) for (const one of absent[fate]) book.excuse(one, fate);
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
