// What a comparison comes to as a whole: worse, not worse, or not to be told. A gate that could not have
// closed is not one that stayed open.

import { isBusy } from './drift.js';
import type { RepetitionRecord } from '../record.js';
import type { Conclusion, StudyComparison } from './study-comparison.js';

type Unconcluded = Omit<StudyComparison, 'conclusion'>;

/** `next` are the records of NEW. */
export function conclude(comparison: Unconcluded, next: readonly RepetitionRecord[]): Conclusion {
  const regressions = regressionReasons(comparison);
  if (regressions.length > 0) return { type: 'regression', reasons: regressions };
  const doubts = doubtsAbout(comparison, next);
  return doubts.length > 0 ? { type: 'undecided', reasons: doubts } : { type: 'quiet' };
}

function regressionReasons({ cells }: Unconcluded): readonly string[] {
  return cells.flatMap(({ label, speed, correctness }) => [
    ...correctness.map(({ aspect, base, new: next }) => {
      return `${label}: ${aspect} was ${base} and is ${next}`;
    }),
    ...(speed.type === 'compared' ? speed.metrics : [])
      .filter(({ verdict }) => verdict.type === 'regression')
      .map(
        ({ metric, relative }) => `${label}: ${metric} is worse by ${percent(relative.percent)}`,
      ),
  ]);
}

function percent(value: number): string {
  return Number.isFinite(value)
    ? `${Math.abs(value).toFixed(1)} %`
    : 'more than can be said in percent';
}

type Doubt = (comparison: Unconcluded, next: readonly RepetitionRecord[]) => string | null;

/** Each names what could have hidden a regression, and what to do about it. */
const DOUBTS: readonly Doubt[] = [
  ({ family }) =>
    family.comparisons > 0
      ? null
      : 'no cell could be compared in speed: give studies with the same cells and valid results',
  ({ family: { comparisons, blind, runs_needed } }) =>
    blind === 0
      ? null
      : `the gate cannot close: in ${blind} of ${comparisons} comparisons no slow-down, however large, could be significant: repeat both studies with --runs ${runs_needed} or more`,
  ({ drift: { allowance_percent }, tolerance_percent }) =>
    allowance_percent <= tolerance_percent
      ? null
      : `the machine itself moved by ${allowance_percent.toFixed(1)} %, more than the tolerance of ${tolerance_percent} %: repeat one study right after the other`,
  ({ drift }) =>
    isBusy(drift)
      ? `no time was judged: a load of ${drift.load_per_core?.toFixed(1) ?? ''} per core is not that of a study alone: end other programs and repeat both`
      : null,
  ({ cells }) => {
    const gates = cells.flatMap(({ speed }) => (speed.type === 'compared' ? speed.unmeasured : []));
    return gates.length === 0
      ? null
      : `only one study measured ${[...new Set(gates)].join(', ')}: repeat the other`;
  },
  ({ only_in_base, differences }) =>
    only_in_base.length === 0 || differences.length > 0
      ? null
      : `NEW lacks ${only_in_base.length} of the cells of BASE: finish it with --resume`,
  (_, next) => {
    const unknown = next.filter(({ verdict }) => verdict === 'UNKNOWN').length;
    return unknown === 0
      ? null
      : `${unknown} of ${next.length} repetitions of NEW have no verdict: see their notes in results.csv`;
  },
];

function doubtsAbout(
  comparison: Unconcluded,
  next: readonly RepetitionRecord[],
): readonly string[] {
  return DOUBTS.flatMap((doubt) => doubt(comparison, next) ?? []);
}
