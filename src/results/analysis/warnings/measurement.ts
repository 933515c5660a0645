// Warnings about numbers that are right and still mislead.

import { OUTLIER_SCORE } from '../../../metrics/statistics/outliers.js';
import type { CellAnalysis } from '../analysis.js';
import { METRICS, TIMED_PHASES } from '../metric.js';
import type { MetricName } from '../metric.js';
import { counted, grouped } from '../../../model/wording.js';
import { duration } from '../wording.js';
import type { WarningRule } from './warning.js';
import { idsOf } from './warning.js';

/** A latency of fewer clock readings is, to a twentieth and more, the reading. */
const FEWEST_CLOCK_READINGS = 20;

export const timerGrain: WarningRule = ({ facts: { clock_ns }, cells }) => {
  if (clock_ns === null) return [];
  const grain_ns = FEWEST_CLOCK_READINGS * clock_ns;
  const fine = cells.filter((cell) => shortPhases(cell, grain_ns).length > 0);
  if (fine.length === 0) return [];
  const phases = TIMED_PHASES.filter((phase) =>
    fine.some((cell) => shortPhases(cell, grain_ns).includes(phase)),
  );
  return [
    {
      code: 'timer_grain',
      what: `in ${counted(fine.length, 'cell')} half of the latencies of ${phases.join(', ')} are under ${duration(grain_ns)}, ${FEWEST_CLOCK_READINGS} readings of the clock`,
      cause: `reading the clock takes ${duration(clock_ns)} here and is part of each latency`,
      remedy:
        'compare such latencies by their order of magnitude, and whole phases by their duration',
      cells: idsOf(fine),
    },
  ];
};

function shortPhases({ phases }: CellAnalysis, grain_ns: number): readonly string[] {
  return TIMED_PHASES.filter((phase) => (phases[phase]?.summary.p50_ns ?? Infinity) < grain_ns);
}

export const coldThreads: WarningRule = ({ facts: { warmup }, cells }) => {
  if (warmup !== 0 || cells.length === 0) return [];
  return [
    {
      code: 'cold_threads',
      what: 'no repetition was warmed up',
      cause:
        'a fresh process interprets code that it would later have compiled: its times are those of a first use',
      remedy: 'to measure a process that has been running, give --warmup 1 or more',
      cells: [],
    },
  ];
};

export const outliersPresent: WarningRule = ({ cells }) => {
  const odd = cells.filter((cell) => outlyingRepetitions(cell).size > 0);
  if (odd.length === 0) return [];
  const total = odd.reduce((sum, cell) => sum + outlyingRepetitions(cell).size, 0);
  const all = cells.reduce((sum, { repetitions }) => sum + repetitions, 0);
  return [
    {
      code: 'outliers',
      what: `${counted(total, 'repetition')} of ${grouped(all)} far from the others of their cell in at least one metric, most often in ${mostOften(odd)} (modified z-score beyond ${OUTLIER_SCORE})`,
      cause: 'something else happened then: a first use, a collection of garbage, another program',
      remedy:
        'look at them before quoting a mean or a maximum; medians withstand them, and none is dropped',
      cells: idsOf(odd),
    },
  ];
};

function outlyingRepetitions({ metrics }: CellAnalysis): ReadonlySet<number> {
  const outliers = Object.values(metrics).flatMap((summary) => summary?.outliers ?? []);
  return new Set(outliers.map(({ repetition }) => repetition));
}

/** The label of the metric with the most outliers. */
function mostOften(cells: readonly CellAnalysis[]): string {
  const countOf = ({ name }: { readonly name: MetricName }) =>
    cells.reduce((sum, { metrics }) => sum + (metrics[name]?.outliers.length ?? 0), 0);
  const [first] = METRICS.toSorted((left, right) => countOf(right) - countOf(left));
  return first?.label ?? '';
}

export const freeModelCalls: WarningRule = ({ facts: { model_latency_ms }, cells }) => {
  const calling = cells.filter(({ metrics }) => (metrics.model_calls_total?.max ?? 0) > 0);
  if (model_latency_ms !== 0 || calling.length === 0) return [];
  const strategies = [...new Set(calling.map(({ factors }) => factors.strategy))];
  return [
    {
      code: 'free_model_calls',
      what: `model calls take no time here, and ${strategies.join(', ')} made some`,
      cause: 'the model is a stand-in with a latency of 0 ms',
      remedy: 'count its calls, not its times; or say what a call takes with --model-latency',
      cells: idsOf(calling),
    },
  ];
};
