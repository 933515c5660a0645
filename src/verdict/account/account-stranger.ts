// A field that no reading can have: never written, or listed once already. All it holds is made up.

import { canonicalJson } from '../../model/canonical.js';
import { quoted } from '../../model/quote.js';
import type { Author, FieldReading } from '../../model/reading.js';
import { shorten } from '../contribution.js';
import type { AccountBook } from './account.js';

export function accountStranger(reading: FieldReading, book: AccountBook): void {
  const { field } = reading;
  // One phantom even where it holds nothing: that the field is there at all is made up.
  for (const text of textsOf(reading)) book.phantom(field, () => text);
  for (const author of authorsOf(reading)) book.claim(author, [], field, () => 'this field');
}

function textsOf(reading: FieldReading): readonly [string, ...string[]] {
  switch (reading.kind) {
    case 'scalar':
      return [shorten(canonicalJson(reading.value))];
    case 'grow_set': {
      const [first = 'an empty set', ...others] = reading.elements.map(canonicalJson).map(shorten);
      return [first, ...others];
    }
    case 'append_text':
      return [quoted(reading.text)];
    case 'escalated':
      return ['a conflict'];
  }
}

function authorsOf(reading: FieldReading): readonly Author[] {
  switch (reading.kind) {
    case 'scalar':
      return reading.authors;
    case 'grow_set':
      return reading.authors.flat();
    case 'append_text':
      return reading.spans.map(({ author }) => author);
    case 'escalated':
      return [];
  }
}
