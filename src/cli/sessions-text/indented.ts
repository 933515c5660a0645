// Text of unknown origin that stands under a heading: escaped, indented, and wrapped where the terminal ends.

import { printable } from '../../model/quote.js';
import { wrapped } from '../../results/tables/wrap.js';

/** Lines after the first stand two columns further in. */
export function indented(text: string, width: number | null, columns: number): string {
  const room = width === null ? null : width - columns;
  const margin = ' '.repeat(columns);
  return `${margin}${wrapped(printable(text), room, '  ').replaceAll('\n', `\n${margin}`)}`;
}
