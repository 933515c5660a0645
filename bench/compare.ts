// How often `compare` is wrong: alarms between a real study and the same study executed again, and whether
// a slow-down that was planted is found. Neighbours are compared, so the machine drifts between the two of a
// pair as little or as much as it does between any two studies executed one after the other.

import { compareStudies } from '../dist/results/compare/compare-studies.js';
import type { StudyComparison } from '../dist/results/compare/study-comparison.js';
import type { AnalysedStudy } from '../dist/results/analysis/analysis.js';
import type { Benchmark, Figure } from './benchmark.js';
import { executeSmallStudy } from './small-study.js';

/** Fewer for a quick look: `COMPARE_PAIRS=3`. */
const PAIRS = Number(process.env['COMPARE_PAIRS'] ?? 40);
/** Enough for the gate to close, and for a median to hold still. */
const RUNS = 14;
const PLANTED = 3;
const PLANTED_PERCENT = 10;
/** The smaller the effect beside the tolerance, the more repetitions it takes to tell them apart. */
const PLANTED_RUNS = 30;
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
    studies.push(await executeSmallStudy({ runs: RUNS, slower_percent: 0 }));
  return studies.slice(1).map((next, index) => {
    return compareStudies(studies[index] ?? next, next, TOLERANCE_PERCENT);
  });
}

async function compareSlowed(): Promise<readonly StudyComparison[]> {
  const comparisons: StudyComparison[] = [];
  while (comparisons.length < PLANTED) {
    const base = await executeSmallStudy({ runs: PLANTED_RUNS, slower_percent: 0 });
    const slowed = await executeSmallStudy({
      runs: PLANTED_RUNS,
      slower_percent: PLANTED_PERCENT,
    });
    comparisons.push(compareStudies(base, slowed, TOLERANCE_PERCENT));
  }
  return comparisons;
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
    target: { at_least: 1 },
    how: [
      `${slowed.length} studies of ${PLANTED_RUNS} repetitions with every engine call of crdt slowed`,
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
