// What a study comes to, for a terminal: the headline, the comparison where it is easiest to follow, how
// costs grow, and what makes numbers mislead. All the rest is in the report.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, StudyWarning } from '../analysis/analysis.js';
import { metricOf, type Metric, type MetricName } from '../analysis/metric.js';
import { renderComparisonOf } from '../comparison.js';
import { capitalised, titleOf } from '../figures/display.js';
import { renderTable } from '../render-table.js';
import { renderCell, VERDICT_TONES, type TextOptions } from '../table.js';
import { studyComparisonOf } from './comparison-rows.js';
import { exponentTable } from './fit-rows.js';
import { measured, metricRows, sizesOf } from './scaling-rows.js';
import { FEW_RACE_METRICS, sessionTable } from './session-rows.js';
import { wrapped } from './wrap.js';

/** The result for a terminal, without a line break at the end. */
export function renderStudy(study: AnalysedStudy, options: TextOptions): string {
  return [
    headlineText(study, options),
    ...comparisonText(study, options),
    ...costTexts(study, options),
    ...fitText(study, options),
    ...sessionText(study, options),
    ...warningTexts(study.warnings, options),
  ].join('\n\n');
}

/** Costs that grow are shown by size; losses as well, where anything was lost. */
const COSTS = ['converge_ns', 'import_p99_ns'] as const satisfies readonly MetricName[];
const DAMAGES = ['writes_lost'] as const satisfies readonly MetricName[];
const EXPONENTS = [
  'converge_ns',
  'import_p99_ns',
  'bytes_exchanged',
] as const satisfies readonly MetricName[];

const MAX_WARNINGS = 8;

function headlineText({ headline }: AnalysedStudy, { colour, width }: TextOptions): string {
  const verdict = renderCell(
    { text: headline.verdict, tone: VERDICT_TONES[headline.verdict] },
    colour,
  );
  // The verdict is wrapped with its line and coloured after, because colours have no width.
  const title = wrapped(`${headline.verdict} ${printable(headline.title)}`, width, '');
  const sentences = headline.sentences.map((text) => wrapped(`- ${printable(text)}`, width, '  '));
  return [title.replace(headline.verdict, verdict), ...sentences].join('\n');
}

function comparisonText(study: AnalysedStudy, options: TextOptions): readonly string[] {
  if (study.cells.length === 0) return [];
  const comparison = studyComparisonOf(study, ['smallest']);
  const [size = 0, ...others] = sizesShown(study);
  const at = others.length > 0 ? 'the smallest number of agents' : agentsText(size);
  const repeated = study.cells.some(({ repetitions }) => repetitions > 1);
  const folded = repeated ? '; worst verdict and counts, median costs' : '';
  return [titled(`At ${at}${folded}:`, renderComparisonOf(comparison, options), options)];
}

/** The smallest size of each workload, each once. */
function sizesShown({ series }: AnalysedStudy): readonly number[] {
  const smallest = new Map<string, number>();
  for (const { workload, cells } of series) {
    const sizes = cells.map(({ factors }) => factors.agents);
    smallest.set(workload, Math.min(smallest.get(workload) ?? Infinity, ...sizes));
  }
  return [...new Set(smallest.values())];
}

function agentsText(agents: number): string {
  return agents === 1 ? '1 agent' : `${agents} agents`;
}

function costTexts(study: AnalysedStudy, options: TextOptions): readonly string[] {
  const costs = measured(study, COSTS).map((name) => scalingText(study, name, options));
  const lost = DAMAGES.filter((name) =>
    study.cells.some(({ metrics }) => (metrics[name]?.point ?? 0) > 0),
  );
  return [...costs, ...lost.map((name) => scalingText(study, name, options))];
}

function scalingText(study: AnalysedStudy, name: MetricName, options: TextOptions): string {
  const metric = { ...metricOf(name), name };
  const [size = 0, ...others] = sizesOf(study);
  const where = others.length > 0 ? 'by number of agents' : `at ${agentsText(size)}`;
  const title = `${capitalised(titleOf(metric))} ${where}${foldText(study, metric)}:`;
  return titled(title, renderTable(metricRows(study, name), options), options);
}

/** What a number stands for, where a cell has several repetitions. */
function foldText({ cells }: AnalysedStudy, { name, fold, source }: NamedMetric): string {
  if (cells.every(({ repetitions }) => repetitions === 1)) return '';
  if (fold === 'largest') return ', the largest of all repetitions';
  const point = source.type === 'percentile' ? 'merged histograms' : 'median';
  const hasInterval = cells.some(({ metrics }) => (metrics[name]?.low ?? null) !== null);
  return `, ${point}${hasInterval ? ' ± the farther end of its 95 % interval' : ''}`;
}

type NamedMetric = Metric & { readonly name: MetricName };

/** A title does not run over the edge, and neither does what is under it. */
function titled(title: string, text: string, { width }: TextOptions): string {
  return `${wrapped(title, width, '')}\n\n${text}`;
}

function fitText(study: AnalysedStudy, options: TextOptions): readonly string[] {
  if (!study.fits.some(({ type }) => type === 'fitted')) return [];
  const table = renderTable(exponentTable(study, EXPONENTS), options);
  const note = 'none: no power law fits; tables/fits.md says why.';
  const title = 'Growth with the number of agents n, with 95 % intervals:';
  return [`${titled(title, table, options)}\n\n${note}`];
}

function sessionText(study: AnalysedStudy, options: TextOptions): readonly string[] {
  const table = sessionTable(study, { style: 'percent', metrics: FEW_RACE_METRICS });
  if (table.rows.length === 0) return [];
  return [titled('Races for sessions:', renderTable(table, options), options)];
}

function warningTexts(
  warnings: readonly StudyWarning[],
  { width }: TextOptions,
): readonly string[] {
  if (warnings.length === 0) return [];
  const lines = warnings
    .slice(0, MAX_WARNINGS)
    .map(({ what, cause, remedy }) =>
      wrapped(`warning: ${printable(`${what}: ${cause}: ${remedy}`)}`, width, '  '),
    );
  const omitted = warnings.length - MAX_WARNINGS;
  return [[...lines, ...(omitted > 0 ? [`and ${omitted} more, in summary.md`] : [])].join('\n')];
}
