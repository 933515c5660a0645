import { canonicalJson } from '../../model/canonical.js';
import type { ScalarReading } from '../../model/reading.js';
import { shorten } from '../contribution.js';
import type { FieldHistory } from '../field-history.js';
import type { AccountBook } from './account.js';
import { Candidates } from './candidates.js';

/** The heads of that value survive; false where there are none: a value gone stale, or never written. */
export function accountScalar(
  history: FieldHistory,
  { field, value, authors }: ScalarReading,
  book: AccountBook,
): boolean {
  const text = canonicalJson(value);
  const shown = (): string => shorten(text);
  const issued = history.scalars.filter((one) => one.text === text);
  const heads = issued.filter((one) => history.isHead(one));
  if (issued.length === 0) book.phantom(field, shown);
  for (const head of heads) book.settle(head, 'survived');
  // A value that stands is its heads'; of one gone stale, it is still right to say who wrote it.
  const candidates = new Candidates(heads.length > 0 ? heads : issued);
  for (const author of authors) book.claim(author, candidates.of(author), field, shown);
  return heads.length > 0;
}
