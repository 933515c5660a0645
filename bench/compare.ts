// How often `compare` is wrong: alarms between a real study and the same study executed again, and whether
// a slow-down that was planted is found. Neighbours are compared, so the machine drifts between the two of a
// pair as little or as much as it does between any two studies executed one after the other.

import { compareStudies } from '../dist/results/compare/compare-studies.js';
import type { StudyComparison } from '../dist/results/compare/study-comparison.js';
import type { AnalysedStudy } from '../dist/results/analysis/analysis.js';
import type { Benchmark, Figure } from './benchmark.js';
import { median } from './benchmark.js';
import { executeSmallStudy } from './small-study.js';

/** Fewer for a quick look: `COMPARE_PAIRS=3`. */
const PAIRS = Number(process.env['COMPARE_PAIRS'] ?? 40);
/** Enough for the gate to close, and for a median to hold still. */
const RUNS = 14;
const PLANTED = 5;
const PLANTED_PERCENT = 10;
/** An interval has to leave out 5 % around an effect of 10: that takes more repetitions than an alarm does. */
const PLANTED_RUNS = 60;
/**
 * Warm: while an engine is still being compiled in the background, a call that spins leaves the compiler more
 * time, and a part of what was planted is made good by it (measured: 10 % planted came to 6).
 */
const PLANTED_SIZE = { beside: [], runs: PLANTED_RUNS, warmup: 3 } as const;
const TOLERANCE_PERCENT = 5;

export const compare: Benchmark = {
  name: 'compare',
  measure: async () => {
    const reruns = await compareReruns();
    const slowed = await compareSlowed();
    return [...rerunFigures(reruns), plantedFigure(slowed)];
  },
};

async function compareReruns(): Promise<readonly StudyComparison[]> {
  const studies: AnalysedStudy[] = [];
  while (studies.length <= PAIRS)
    studies.push(
      await executeSmallStudy({ beside: ['lww'], runs: RUNS, warmup: 1, slower_percent: 0 }),
    );
  return studies.slice(1).map((next, index) => {
    return compareStudies(studies[index] ?? next, next, TOLERANCE_PERCENT);
  });
}

async function compareSlowed(): Promise<readonly StudyComparison[]> {
  const comparisons: StudyComparison[] = [];
  while (comparisons.length < PLANTED) {
    const base = await executeSmallStudy({ ...PLANTED_SIZE, slower_percent: 0 });
    const slower_percent = PLANTED_PERCENT / engineShareOf(base);
    const slowed = await executeSmallStudy({ ...PLANTED_SIZE, slower_percent });
    comparisons.push(compareStudies(base, slowed, TOLERANCE_PERCENT));
  }
  return comparisons;
}

/** How much of the time to converge is spent in the calls that are slowed: on one thread, their sum. */
function engineShareOf({ records }: AnalysedStudy): number {
  const shares = records.map((record) => {
    const engine_ns = Object.values(record.histograms).map((phase) => phase?.sum_ns ?? 0);
    return engine_ns.reduce((sum, ns) => sum + ns, 0) / (record.converge_ns ?? NaN);
  });
  return median(shares);
}

function rerunFigures(reruns: readonly StudyComparison[]): readonly Figure[] {
  const share = (type: StudyComparison['conclusion']['type']): number =>
    (reruns.filter(({ conclusion }) => conclusion.type === type).length / reruns.length) * 100;
  const size = `${reruns.length} pairs of a study of 2 cells x ${RUNS} repetitions and the same study executed again`;
  return [
    {
      name: 'false alarms of compare',
      value: share('regression'),
      unit: '% of pairs',
      target: { at_most: 5 },
      how: [size, ...reasonsOf(reruns, 'regression')].join('; '),
    },
    {
      name: 'pairs that compare leaves undecided',
      value: share('undecided'),
      unit: '% of pairs',
      target: null,
      how: [size, ...reasonsOf(reruns, 'undecided')].join('; '),
    },
  ];
}

function plantedFigure(slowed: readonly StudyComparison[]): Figure {
  const found = slowed.filter(({ cells }) => cells.some(hasSlowerCrdt));
  return {
    name: `slow-downs of ${PLANTED_PERCENT} % found by compare`,
    value: found.length / slowed.length,
    unit: 'of 1',
    target: { at_least: 0.8 },
    how: [
      `${slowed.length} studies of ${PLANTED_RUNS} repetitions with the engine calls of crdt slowed so that converging takes ${PLANTED_PERCENT} % longer`,
      ...slowed.map(changes),
    ].join('; '),
  };
}

function hasSlowerCrdt({ cell_id, speed }: StudyComparison['cells'][number]): boolean {
  return (
    cell_id.includes('slowed-crdt') &&
    speed.type === 'compared' &&
    speed.metrics.some(({ verdict }) => verdict.type === 'regression')
  );
}

function changes({ cells }: StudyComparison): string {
  return cells
    .filter(({ cell_id }) => cell_id.includes('slowed-crdt'))
    .flatMap(({ speed }) => (speed.type === 'compared' ? speed.metrics : []))
    .filter(({ verdict, metric }) => verdict.type !== 'not_gated' && metric.endsWith('_ns'))
    .map(({ metric, relative, verdict }) => {
      const { percent, low_percent, high_percent } = relative;
      const bounds = [low_percent ?? NaN, high_percent ?? NaN].map((bound) => bound.toFixed(1));
      return `${metric} ${percent.toFixed(1)} % (${bounds.join(' to ')}) ${verdict.type}`;
    })
    .join(', ');
}

function reasonsOf(
  comparisons: readonly StudyComparison[],
  type: 'regression' | 'undecided',
): readonly string[] {
  return comparisons.flatMap(({ conclusion }) =>
    conclusion.type === type ? conclusion.reasons : [],
  );
}
