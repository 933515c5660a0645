// The comparison table: a row per workload and strategy, at one number of agents. All sizes are in the page;
// one is shown. Costs of what did not pass are set apart, because fast but wrong is wrong.

import type { AnalysedStudy, CellAnalysis } from '../../analysis/analysis.js';
import { html, type Html } from '../html.js';
import { whole } from '../quantity.js';
import { comparisonColumns, MEANINGS, type ComparisonColumn } from './comparison-columns.js';
import type { Section } from './section.js';

export function comparisonSection({ cells }: AnalysedStudy): Section | null {
  const [first, ...others] = sizesOf(cells);
  if (!first) return null;
  const columns = comparisonColumns(cells);
  return {
    id: 'comparison',
    heading: 'Comparison',
    body: html`${sizePicker([first, ...others])}
      <div class="scroll" role="region" aria-label="Comparison table" tabindex="0">
        <table>
          <caption>
            Medians over the repetitions; of what was lost and surfaced, the largest.
          </caption>
          <thead>
            <tr>
              ${columns.map(headingCell)}
            </tr>
          </thead>
          ${[first, ...others].map((size, index) => bodyOf(size, columns, index === 0 ? 'shown' : 'hidden'))}
        </table>
      </div>
      <p class="note">
        Ranges are bootstrap 95 % intervals. Costs in <span class="aside">italics</span> belong to
        rows that did not pass: they are shown, and not to be compared.
      </p>
      <details>
        <summary>What the columns mean</summary>
        <dl class="meanings">${MEANINGS.map(meaningRow)}</dl>
      </details>`,
  };
}

interface Size {
  readonly label: string;
  readonly cells: readonly CellAnalysis[];
}

/** The one to show first, then all by descending number of agents. */
function sizesOf(cells: readonly CellAnalysis[]): readonly Size[] {
  const numbers = [...new Set(cells.map(({ factors }) => factors.agents))].sort((a, b) => b - a);
  const sizes = numbers.map((number) => ({
    label: `${whole(number)} agent${number === 1 ? '' : 's'}`,
    cells: cells.filter(({ factors }) => factors.agents === number),
  }));
  const largest = cells.filter(({ factors }) => factors.agents === largestOf(factors, cells));
  const complete = largest.length === sizes[0]?.cells.length;
  return complete ? sizes : [{ label: 'the largest of each workload', cells: largest }, ...sizes];
}

function largestOf({ workload }: CellAnalysis['factors'], cells: readonly CellAnalysis[]): number {
  const alike = cells.filter(({ factors }) => factors.workload === workload);
  return Math.max(...alike.map(({ factors }) => factors.agents));
}

function sizePicker(sizes: readonly Size[]): Html {
  if (sizes.length === 1) return html`<p class="at">At ${sizes[0]?.label ?? ''}.</p>`;
  const options = sizes.map(({ label }, index) => html`<option value="${index}">${label}</option>`);
  return html`<p class="at" data-without-script>At ${sizes[0]?.label ?? ''}.</p>
    <form class="controls" data-controls="comparison" hidden>
      <label
        >At
        <select name="size" autocomplete="off">
          ${options}
        </select></label
      >
    </form>`;
}

function headingCell({ heading, align }: ComparisonColumn): Html {
  return html`<th scope="col" class="${align}">${heading}</th>`;
}

function bodyOf(
  { cells }: Size,
  columns: readonly ComparisonColumn[],
  state: 'shown' | 'hidden',
): Html {
  const rows = cells.map(
    (cell) =>
      html`<tr>
        ${columns.map((column) => dataCell(column, cell))}
      </tr> `,
  );
  return state === 'shown'
    ? html`<tbody>
        ${rows}
      </tbody>`
    : html`<tbody hidden>
        ${rows}
      </tbody>`;
}

function dataCell({ align, role, cell }: ComparisonColumn, analysis: CellAnalysis): Html {
  const content = cell(analysis);
  if (role === 'name') return html`<th scope="row" class="${align}">${content}</th>`;
  const apart = role === 'cost' && analysis.standing !== 'valid' ? ' aside' : '';
  return html`<td class="${align}${apart}">${content}</td>`;
}

function meaningRow([name, meaning]: readonly [string, string]): Html {
  return html`<div>
    <dt><code>${name}</code></dt>
    <dd>${meaning}</dd>
  </div>`;
}
