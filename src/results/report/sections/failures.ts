// What did not pass, why, and the command that shows it again. What is expected to fail stands apart, so that
// it hides nothing.

import type { AnalysedStudy, CellAnalysis } from '../../analysis/analysis.js';
import { allCells, isRace } from '../../analysis/parts.js';
import { markup, type Html } from '../html.js';
import { whole } from '../../quantity.js';
import { commandBlock } from './command-block.js';
import { reasonsOf } from './failure-reasons.js';
import type { Section } from './section.js';
import { verdictBadge } from './verdict-badge.js';

/** Enough to see what is the matter; results.csv has all. */
const MAX_FAILURES = 40;

export function failuresSection(study: AnalysedStudy): Section {
  const cells = allCells(study);
  const alarming = cells.filter(({ standing }) => ALARMING.has(standing));
  const expected = cells.filter(({ standing }) => standing === 'baseline');
  return {
    id: 'failures',
    heading: 'Failures',
    body: markup`${alarming.length > 0 ? listOf(alarming) : markup`<p>None that was not expected.</p>`}
${expected.length > 0 ? expectedPart(expected) : null}`,
  };
}

const ALARMING: ReadonlySet<CellAnalysis['standing']> = new Set(['invalid', 'undecided']);

function expectedPart(cells: readonly CellAnalysis[]): Html {
  const count = cells.length === 1 ? '1 cell' : `${whole(cells.length)} cells`;
  return markup`<details class="unfolds">
<summary>Expected failures: ${count} of a baseline</summary>
${listOf(cells)}
</details>`;
}

function listOf(cells: readonly CellAnalysis[]): Html {
  const omitted = cells.length - MAX_FAILURES;
  return markup`<ol class="failures">
${cells.slice(0, MAX_FAILURES).map(failureItem)}</ol>
${omitted > 0 ? markup`<p class="note">And ${whole(omitted)} more, in results.csv.</p>` : null}`;
}

function failureItem(cell: CellAnalysis): Html {
  return markup`<li>
<h3>${verdictBadge(cell.verdict)} ${subjectOf(cell)}</h3>
<ul>${reasonsOf(cell).map((reason) => markup`<li>${reason}</li>`)}</ul>
${commandBlock(cell.shown.reproduce)}
</li>
`;
}

function subjectOf(cell: CellAnalysis): string {
  const { factors, shown, repetitions } = cell;
  const { workload, strategy, agents, topology, exchange, faults } = factors;
  return [
    ...[`${strategy} on ${workload}`, `${whole(agents)} agents`],
    ...(isRace(cell) ? [] : [topology, exchange]),
    ...(faults === 'none' ? [] : [`faults ${faults}`]),
    `repetition ${whole(shown.repetition + 1)} of ${whole(repetitions)}`,
  ].join(', ');
}
