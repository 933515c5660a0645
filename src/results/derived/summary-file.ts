// summary.md: a study on one page, to be pasted into an issue or a pull request.

import { shellQuote } from '../../model/shell.js';
import type { AnalysedStudy, StudyWarning } from '../analysis/analysis.js';
import { codeSpan, comparisonMarkdown, escapeMarkdown, markdownTable } from '../markdown.js';
import { capitalised } from '../figures/display.js';
import { STUDY_FILES } from '../study/layout.js';
import { studyComparisonOf } from '../tables/comparison-rows.js';
import { environmentTable } from '../tables/environment-rows.js';
import { EXCHANGE_NOTE, exchangeTable } from '../tables/exchange-rows.js';
import { FAULTS_NOTE, faultTable } from '../tables/fault-rows.js';
import { fitTable } from '../tables/fit-rows.js';
import { SCALING_METRICS, scalingRows } from '../tables/scaling-rows.js';
import { SESSIONS_NOTE, sessionTable } from '../tables/session-rows.js';
import type { Table } from '../table.js';
import type { Deriver } from './derived-file.js';

export const summaryFile: Deriver = (study) => [
  { path: STUDY_FILES.summary, content: `${sectionsOf(study).join('\n\n')}\n` },
];

function sectionsOf(study: AnalysedStudy): readonly string[] {
  const { manifest, warnings } = study;
  return [
    headline(study),
    ...comparisons(study),
    ...scaling(study),
    ...fitted(study),
    ...tabled('Exchange', EXCHANGE_NOTE, exchangeTable(study)),
    ...tabled('Faults', FAULTS_NOTE, faultTable(study)),
    ...tabled('Races for sessions', SESSIONS_NOTE, sessionTable(study)),
    ...(warnings.length === 0 ? [] : [section('Warnings', warnings.map(warningItem).join('\n'))]),
    section('Environment', markdownTable(environmentTable(manifest))),
    section('Commands', commands(study)),
  ];
}

const FOLDED = 'Worst verdict and counts of all repetitions, median costs.';
const SCALING_NOTE =
  'Medians over the repetitions, percentiles of the merged histograms, with bootstrap 95 % intervals in brackets; of what was lost and surfaced, the largest.';
const FITS_NOTE =
  'Cost = a x agents^b, fitted in the logarithms. Where no power law fits, tables/fits.md says why.';

function headline({ headline: { verdict, title, sentences } }: AnalysedStudy): string {
  const items = sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`);
  return [`# ${verdict}: ${escapeMarkdown(title)}`, items.join('\n')].join('\n\n').trimEnd();
}

function scaling(study: AnalysedStudy): readonly string[] {
  const table = scalingRows(study, SCALING_METRICS);
  return table.rows.length === 0 ? [] : [section('Scaling', SCALING_NOTE, markdownTable(table))];
}

/** Refusals, of which there may be many, are left to the table of all fits. */
function fitted({ fits }: AnalysedStudy): readonly string[] {
  const found = fits.filter(({ type }) => type === 'fitted');
  return found.length === 0 ? [] : [section('Fits', FITS_NOTE, markdownTable(fitTable(found)))];
}

/** Nothing where the table has no rows. */
function tabled(heading: string, note: string, table: Table): readonly string[] {
  return table.rows.length === 0 ? [] : [section(heading, capitalised(note), markdownTable(table))];
}

function comparisons(study: AnalysedStudy): readonly string[] {
  if (study.cells.length === 0) return [];
  const smallest = studyComparisonOf(study, ['smallest']);
  const largest = studyComparisonOf(study, ['largest']);
  const sections = [
    section('At the smallest number of agents', FOLDED, comparisonMarkdown(smallest)),
    section('At the largest number of agents', FOLDED, comparisonMarkdown(largest)),
  ];
  const grows = study.series.some(({ cells }) => cells.length > 1);
  return grows ? sections : [section('Comparison', FOLDED, comparisonMarkdown(smallest))];
}

function section(heading: string, ...parts: readonly string[]): string {
  return [`## ${heading}`, ...parts.map((part) => part.trimEnd())].join('\n\n');
}

function warningItem({ what, cause, remedy, cells }: StudyWarning): string {
  const count = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
  const isSaid = cells.length === 0 || new RegExp(`\\b${count}\\b`).test(what);
  const where = isSaid ? '' : ` (${count})`;
  return `- ${escapeMarkdown(what)}${where}: ${escapeMarkdown(cause)}: ${escapeMarkdown(remedy)}`;
}

function commands({ manifest: { argv, resumptions } }: AnalysedStudy): string {
  const typed = [argv, ...resumptions.map((session) => session.argv)].map((words) =>
    ['mergestorm', ...words.map(shellQuote)].join(' '),
  );
  return [
    ...typed.map((command) => `- ${codeSpan(command)}`),
    `- ${codeSpan('mergestorm report .')} in this folder makes every derived file again`,
  ].join('\n');
}
