// What figures have in common: an image with a name, a legend, and a table with the same numbers for those
// who cannot see or point at it.

import { html, type Html } from '../html.js';
import type { TextRow } from '../page-data.js';
import { COLOURS, shapeName, type SHAPES } from '../specs.js';

/** An empty place for a chart, which the script fills and describes. */
export function figureOf(id: string, label: string): Html {
  return html`<figure id="${id}-figure" data-figure hidden>
      <div role="img" aria-label="${label}"><div class="chart"></div></div>
      <figcaption></figcaption>
    </figure>
    <noscript><p class="note">The figure needs JavaScript; its numbers do not.</p></noscript>`;
}

/** Colours and shapes of the curves; what is not valid is hollow. */
export function legendOf(labels: readonly string[]): Html {
  const entries = labels.map((label, index) => html`<li>${glyph(index)}${label}</li>`);
  const hollow = html`<li>
    <svg class="glyph hollow" viewBox="-6 -6 12 12" aria-hidden="true"><circle r="4" /></svg>hollow:
    did not pass, not to be compared
  </li>`;
  return html`<ul class="legend">
    ${entries}${hollow}
  </ul>`;
}

/** A closed table of all numbers that the figure above shows. */
export function numbersTable(
  id: string,
  columns: readonly string[],
  rows: readonly TextRow[],
): Html {
  return html`<details class="numbers">
    <summary>Show the numbers</summary>
    ${tableOf(id, columns, rows)}
  </details>`;
}

/** A table of texts. The first column names the row; a row of two texts is a name and a remark. */
export function tableOf(id: string, columns: readonly string[], rows: readonly TextRow[]): Html {
  const headings = columns.map(
    (column, index) => html`<th scope="col" class="${alignOf(index)}">${column}</th>`,
  );
  return html`<div class="scroll">
    <table id="${id}" data-columns="${columns.length}">
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => textRow(row, columns.length))}
      </tbody>
    </table>
  </div>`;
}

/** A labelled choice among texts; its values are their indices. */
export function picker(label: string, name: string, texts: readonly string[]): Html {
  const options = texts.map((text, index) => html`<option value="${index}">${text}</option>`);
  return html`<label
    >${label}
    <select name="${name}" autocomplete="off">
      ${options}
    </select></label
  >`;
}

function textRow([name = '', ...texts]: TextRow, columns: number): Html {
  const cells =
    texts.length === 1 && columns > 2
      ? html`<td class="left remark" colspan="${columns - 1}">${texts[0] ?? ''}</td>`
      : texts.map((text) => html`<td class="right">${text}</td>`);
  return html`<tr>
    <th scope="row" class="left">${name}</th>
    ${cells}
  </tr>`;
}

function alignOf(index: number): string {
  return index === 0 ? 'left' : 'right';
}

const PATHS: Readonly<Record<(typeof SHAPES)[number], string>> = {
  circle: 'M-4,0A4,4,0,1,1,4,0A4,4,0,1,1,-4,0Z',
  square: 'M-3.6,-3.6H3.6V3.6H-3.6Z',
  'triangle-up': 'M0,-4L4.4,3.6H-4.4Z',
  diamond: 'M0,-5L5,0L0,5L-5,0Z',
  cross: 'M-4.5,-1.5H-1.5V-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5Z',
};

function glyph(index: number): Html {
  const name = `series-${(index % COLOURS) + 1}`;
  return html`<svg class="glyph ${name}" viewBox="-6 -6 12 12" aria-hidden="true">
    <path d="${PATHS[shapeName(index)]}" />
  </svg>`;
}
