// What did not pass, why, and the command that shows it again. What is expected to fail stands apart, so that
// it hides nothing.

import type { AnalysedStudy, CellAnalysis } from '../../analysis/analysis.js';
import { cut } from '../cut.js';
import { html, type Html } from '../html.js';
import { whole } from '../quantity.js';
import { commandBlock } from './command-block.js';
import type { Section } from './section.js';
import { verdictBadge } from './verdict-badge.js';

const MAX_FAILURES = 40;
const MAX_REASONS = 5;
const MAX_REASON_CHARACTERS = 400;

export function failuresSection({ cells }: AnalysedStudy): Section {
  const alarming = cells.filter(({ standing }) => ALARMING.has(standing));
  const expected = cells.filter(({ standing }) => standing === 'baseline');
  return {
    id: 'failures',
    heading: 'Failures',
    body: html`${alarming.length === 0 ? html`<p>None that was not expected.</p>` : listOf(alarming)}
    ${expected.length === 0 ? null : expectedPart(expected)}`,
  };
}

const ALARMING: ReadonlySet<CellAnalysis['standing']> = new Set(['invalid', 'undecided']);

function expectedPart(cells: readonly CellAnalysis[]): Html {
  const cellsText = cells.length === 1 ? '1 cell' : `${whole(cells.length)} cells`;
  return html`<details>
    <summary>Expected failures: ${cellsText} of a baseline</summary>
    ${listOf(cells)}
  </details>`;
}

function listOf(cells: readonly CellAnalysis[]): Html {
  const omitted = cells.length - MAX_FAILURES;
  return html`<ol class="failures">
      ${cells.slice(0, MAX_FAILURES).map(failureItem)}
    </ol>
    ${omitted > 0 ? html`<p class="note">And ${whole(omitted)} more, in results.csv.</p>` : null}`;
}

function failureItem(cell: CellAnalysis): Html {
  return html`<li>
    <h3>${verdictBadge(cell.verdict)} ${subjectOf(cell)}</h3>
    <ul>
      ${reasonsOf(cell).map((reason) => html`<li>${reason}</li>`)}
    </ul>
    ${commandBlock(cell.shown.reproduce)}
  </li> `;
}

function subjectOf({ factors, shown, repetitions }: CellAnalysis): string {
  const { workload, strategy, agents, topology, exchange, faults } = factors;
  const faultsText = faults === 'none' ? [] : [`faults ${faults}`];
  return [
    ...[`${strategy} on ${workload}`, `${whole(agents)} agents`, `${topology}, ${exchange}`],
    ...faultsText,
    `repetition ${whole(shown.repetition)} of ${whole(repetitions)}`,
  ].join(', ');
}

function reasonsOf(cell: CellAnalysis): readonly string[] {
  const { status, note, findings } = cell.shown;
  const ended = status === 'ok' ? [] : [note === null ? status : `${status}: ${note}`];
  const found = findings
    .filter(({ verdict }) => verdict !== 'PASS')
    .flatMap(({ check, reasons, verdict }) => findingTexts(check, reasons, verdict));
  return [...endedOthers(cell), ...ended, ...found].map((text) => cut(text, MAX_REASON_CHARACTERS));
}

/** How often repetitions ended without a result, where that is not the only one shown. */
function endedOthers({ statuses, repetitions }: CellAnalysis): readonly string[] {
  const ended = Object.entries(statuses).filter(([status]) => status !== 'ok');
  return repetitions === 1
    ? []
    : ended.map(
        ([status, count]) => `${status} in ${whole(count)} of ${whole(repetitions)} repetitions`,
      );
}

function findingTexts(
  check: string,
  reasons: readonly string[],
  verdict: string,
): readonly string[] {
  if (reasons.length === 0) return [`${check}: ${verdict}`];
  const omitted = reasons.length - MAX_REASONS;
  const shown = reasons.slice(0, MAX_REASONS).map((reason) => `${check}: ${reason}`);
  return omitted > 0 ? [...shown, `${check}: and ${whole(omitted)} more`] : shown;
}
