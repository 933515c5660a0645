// What figures have in common: an image with a name, a legend, and a table with the same numbers for those
// who cannot see or point at it.

import { markup, type Html } from '../html.js';
import type { TextRow } from '../page-data.js';
import { COLOURS, shapeName, type SHAPES } from '../specs/looks.js';

/** An empty place for a chart, which the script fills and describes. */
export function figureOf(id: string, label: string): Html {
  return markup`<figure id="${id}-figure" hidden>
<div role="img" aria-label="${label}"><div class="chart"></div></div>
<figcaption></figcaption>
</figure>
<noscript><p class="note">The figure needs JavaScript; its numbers do not.</p></noscript>`;
}

/** Colours and shapes of the curves; what is not valid is hollow. */
export function legendOf(labels: readonly string[]): Html {
  const curves = labels.map((label, index) => markup`<li>${glyph(index)}${label}</li>`);
  return markup`<ul class="legend">${curves}<li>${HOLLOW}hollow: did not pass, not to be compared</li></ul>`;
}

/** A folded table of all numbers that the figure above shows. */
export function numbersTable(
  id: string,
  columns: readonly string[],
  rows: readonly TextRow[],
): Html {
  return markup`<details class="numbers unfolds">
<summary>Show the numbers</summary>
<p class="note">What the marks above say when they are pointed at.</p>
${tableOf(id, columns, rows)}
</details>`;
}

/** A table of texts. The first column names the row; a row of two texts is a name and a remark. */
export function tableOf(id: string, columns: readonly string[], rows: readonly TextRow[]): Html {
  return markup`<div class="scroll" role="region" aria-label="${columns.join(', ')}" tabindex="0"><table id="${id}" data-columns="${columns.length}">
<thead><tr>${columns.map(headingCell)}</tr></thead>
<tbody>
${rows.map((row) => textRow(row, columns.length))}</tbody>
</table></div>`;
}

/** A labelled choice among texts; its values are their indices. */
export function picker(label: string, name: string, texts: readonly string[]): Html {
  const options = texts.map((text, index) => markup`<option value="${index}">${text}</option>`);
  return markup`<label>${label} <select name="${name}" autocomplete="off">${options}</select></label>`;
}

function headingCell(column: string, index: number): Html {
  return markup`<th scope="col" class="${index === 0 ? 'left' : 'right'}">${column}</th>`;
}

function textRow([name = '', ...texts]: TextRow, columns: number): Html {
  const isRemark = texts.length === 1 && columns > 2;
  const cells = isRemark
    ? markup`<td class="left remark" colspan="${columns - 1}">${texts[0] ?? ''}</td>`
    : texts.map((text) => markup`<td class="right">${text}</td>`);
  return markup`<tr><th scope="row" class="left">${name}</th>${cells}</tr>
`;
}

const PATHS: Readonly<Record<(typeof SHAPES)[number], string>> = {
  circle: 'M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z',
  square: 'M-3.6,-3.6H3.6V3.6H-3.6Z',
  'triangle-up': 'M0,-4L4.4,3.6H-4.4Z',
  diamond: 'M0,-5L5,0L0,5L-5,0Z',
  cross: 'M-4.5,-1.5H-1.5V-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5Z',
};

const HOLLOW = markup`<svg class="glyph hollow" viewBox="-6 -6 12 12" aria-hidden="true"><circle r="4"/></svg>`;

function glyph(index: number): Html {
  const name = `series-${(index % COLOURS) + 1}`;
  return markup`<svg class="glyph ${name}" viewBox="-6 -6 12 12" aria-hidden="true"><path d="${PATHS[shapeName(index)]}"/></svg>`;
}
