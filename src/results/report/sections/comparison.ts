// The comparison table: a row per workload and strategy, at one number of agents. All sizes are in the page;
// one is shown. Costs of what did not pass are set apart, because fast but wrong is wrong.

import type { AnalysedStudy, CellAnalysis } from '../../analysis/analysis.js';
import { markup, type Html } from '../html.js';
import { whole } from '../../quantity.js';
import { comparisonColumns, MEANINGS, type ComparisonColumn } from './comparison-columns.js';
import { remarksPart } from './remarks.js';
import type { Section } from './section.js';

export function comparisonSection({ cells }: AnalysedStudy): Section | null {
  const sizes = sizesOf(cells);
  if (sizes.length === 0) return null;
  const columns = comparisonColumns(sizes.map((size) => size.cells));
  return {
    id: 'comparison',
    heading: 'Comparison',
    body: markup`${sizePicker(sizes.map(({ label }) => label))}
<p class="note" id="comparison-note">Medians over the repetitions; of what was lost and surfaced, the largest.</p>
<div class="scroll" role="region" aria-label="Comparison table" tabindex="0">
<table aria-describedby="comparison-note">
<thead><tr>${columns.map(headingCell)}</tr></thead>
${sizes.map((size, index) => bodyOf(size, columns, index))}</table>
</div>
<p class="note">Ranges are bootstrap 95 % intervals. Costs in <span class="aside">italics</span> belong to rows that did not pass: they are shown, and not to be compared.</p>
${remarksPart('Notes on faults, exchange and load', cells)}
<details class="unfolds">
<summary>What the columns mean</summary>
<dl class="meanings">${MEANINGS.map(meaningRow)}</dl>
</details>`,
  };
}

interface Size {
  readonly label: string;
  readonly cells: readonly CellAnalysis[];
}

/** By descending number of agents; before them the largest of each workload where these differ. */
function sizesOf(cells: readonly CellAnalysis[]): readonly Size[] {
  const numbers = [...new Set(cells.map(({ factors }) => factors.agents))].sort((a, b) => b - a);
  const sizes = numbers.map((number) => ({
    label: whole(number),
    cells: cells.filter(({ factors }) => factors.agents === number),
  }));
  const largest = largestCells(cells);
  return largest.length === sizes[0]?.cells.length
    ? sizes
    : [{ label: 'largest of each workload', cells: largest }, ...sizes].filter(isNotEmpty);
}

function largestCells(cells: readonly CellAnalysis[]): readonly CellAnalysis[] {
  const largest = new Map<string, number>();
  for (const { factors } of cells) {
    const { workload, agents } = factors;
    largest.set(workload, Math.max(largest.get(workload) ?? 0, agents));
  }
  return cells.filter(({ factors }) => factors.agents === largest.get(factors.workload));
}

function isNotEmpty({ cells }: Size): boolean {
  return cells.length > 0;
}

/** The choice is in the data of the form; without a script the first is shown, and said. */
function sizePicker(labels: readonly string[]): Html {
  const first = markup`Number of agents: ${labels[0] ?? ''}`;
  if (labels.length === 1) return markup`<p>${first}</p>`;
  const options = labels.map((label, index) => markup`<option value="${index}">${label}</option>`);
  return markup`<p data-without-script>${first}</p>
<form class="controls" data-controls="comparison" hidden>
<label>Number of agents <select name="size" autocomplete="off">${options}</select></label>
</form>`;
}

function headingCell({ heading, align }: ComparisonColumn): Html {
  return markup`<th scope="col" class="${align}">${heading}</th>`;
}

function bodyOf({ cells }: Size, columns: readonly ComparisonColumn[], index: number): Html {
  const rows = cells.map((cell, row) => rowOf(cell, columns, cells[row - 1]));
  const state = index === 0 ? null : markup` hidden`;
  return markup`<tbody${state}>
${rows}</tbody>
`;
}

function rowOf(
  cell: CellAnalysis,
  columns: readonly ComparisonColumn[],
  above: CellAnalysis | undefined,
): Html {
  const isFirst = above?.factors.workload !== cell.factors.workload;
  return markup`<tr${isFirst ? markup` class="group"` : null}>${columns.map((column) => dataCell(column, cell))}</tr>
`;
}

function dataCell({ align, role, cell }: ComparisonColumn, analysis: CellAnalysis): Html {
  const content = cell(analysis);
  if (role === 'name') return markup`<th scope="row" class="${align}">${content}</th>`;
  const apart = role === 'cost' && analysis.standing !== 'valid' ? ' aside' : '';
  return markup`<td class="${align}${apart}">${content}</td>`;
}

function meaningRow([name, meaning]: readonly [string, string]): Html {
  return markup`<div><dt><code>${name}</code></dt><dd>${meaning}</dd></div>`;
}
