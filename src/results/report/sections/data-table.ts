// A table made elsewhere, as the page shows it: its first two columns name the row, verdicts are badges.

import { markup, type Content, type Html } from '../html.js';
import type { Cell, Column, Table } from '../../table.js';

/** `label` says what it is to whoever hears it; a wide one is scrolled. */
export function dataTable(label: string, { columns, rows }: Table): Html {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${columns.map(headingCell)}</tr></thead>
<tbody>
${rows.map((row) => rowOf(row, columns))}</tbody>
</table></div>`;
}

function headingCell({ heading, align }: Column): Html {
  return markup`<th scope="col" class="${align}">${heading}</th>`;
}

const NAMES = 2;
/** Longer texts are broken into lines, which numbers and names never are. */
const MAX_LINE_CHARACTERS = 32;

function rowOf(row: readonly Cell[], columns: readonly Column[]): Html {
  const cells = row.map((cell, index) => {
    const align = columns[index]?.align ?? 'left';
    if (index < NAMES) return markup`<th scope="row" class="${align}">${contentOf(cell)}</th>`;
    const broken = cell.text.length > MAX_LINE_CHARACTERS ? ' long' : '';
    return markup`<td class="${align}${broken}">${contentOf(cell)}</td>`;
  });
  return markup`<tr>${cells}</tr>
`;
}

function contentOf({ text, tone }: Cell): Content {
  return tone === 'plain' ? text : markup`<span class="verdict ${tone}">${text}</span>`;
}
