import { canonicalJson } from '../../model/canonical.js';
import type { GrowSetReading } from '../../model/reading.js';
import { shorten } from '../contribution.js';
import type { FieldHistory } from '../field-history.js';
import type { AccountBook } from './account.js';
import { Candidates } from './candidates.js';

/** Every element issued stands there once, and no other; an element's adders share its fate. */
export function accountSet(
  history: FieldHistory,
  { field, elements, authors }: GrowSetReading,
  book: AccountBook,
): void {
  const present = new Set<string>();
  elements.forEach((element, index) => {
    const text = canonicalJson(element);
    const shown = (): string => shorten(text);
    const issued = history.elements.get(text) ?? [];
    if (issued.length === 0) book.phantom(field, shown);
    else if (present.has(text)) book.duplicate(field, shown);
    present.add(text);
    const candidates = new Candidates(issued);
    for (const author of authors[index] ?? []) {
      book.claim(author, candidates.of(author), field, shown);
    }
  });
  for (const author of authors.slice(elements.length).flat()) {
    book.claim(author, [], field, () => 'no element');
  }
  for (const [text, issued] of history.elements) {
    for (const one of issued) book.settle(one, present.has(text) ? 'survived' : 'lost');
  }
}
