// How sure a median is of so few repetitions: the percentile bootstrap (Efron and Tibshirani, An
// Introduction to the Bootstrap, 1993, ch. 13). It assumes no distribution, which latencies never have, and
// is seeded, so that the same records give the same interval.

import type { Random } from '../../model/random.js';
import { createRandom } from '../../model/random.js';
import { ascending, medianSorted } from './descriptive.js';

export interface BootstrapOptions {
  readonly seed: number;
  /** How many are drawn. From seed to seed the ends then move, at 2,000, by typically 1 % of the interval. */
  readonly resamples: number;
}

/** Both bounds in the unit of the values. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What lies beyond either end of a 95 % interval. */
const TAIL = 0.025;

/**
 * The 95 % interval of a statistic of these values. The statistic is handed each resample in ascending
 * order, in an array that is used again: it must not keep it.
 * @throws RangeError where there are no values or no resamples.
 */
export function bootstrapInterval(
  values: readonly number[],
  statistic: (ascending: readonly number[]) => number,
  { seed, resamples }: BootstrapOptions,
): Interval {
  const isConstant = values.length > 0 && values.every((value) => value === values[0]);
  const resampler = resamplerOf(values, createRandom(seed));
  // All resamples of equal values are the same, and counts often are equal.
  return intervalOf(isConstant ? Math.min(resamples, 1) : resamples, () => statistic(resampler()));
}

/**
 * The 95 % interval of a statistic of weighted parts: it is handed how often each of `parts` was drawn, in
 * an array that is used again. For what has no values to resample, such as histograms.
 * @throws RangeError where there are no parts or no resamples.
 */
export function bootstrapWeighted(
  parts: number,
  statistic: (times: Uint32Array) => number,
  { seed, resamples }: BootstrapOptions,
): Interval {
  const draw = drawingOf(parts, createRandom(seed));
  return intervalOf(resamples, () => statistic(draw()));
}

export interface RelativeDifference extends Interval {
  /** How much larger the median of `next` is than that of `base`, in percent of the latter. */
  readonly percent: number;
}

/**
 * The relative difference of two medians in percent with its bootstrap 95 % interval; each side is
 * resampled on its own. From a median of 0 it is 0 where the other is 0 as well, and infinite otherwise.
 * @throws RangeError where either side has no values.
 */
export function relativeDifference(
  base: readonly number[],
  next: readonly number[],
  { seed, resamples }: BootstrapOptions,
): RelativeDifference {
  const random = createRandom(seed);
  const [drawBase, drawNext] = [resamplerOf(base, random), resamplerOf(next, random)];
  const percent = percentBetween(medianSorted(ascending(base)), medianSorted(ascending(next)));
  const interval = intervalOf(resamples, () =>
    percentBetween(medianSorted(drawBase()), medianSorted(drawNext())),
  );
  return { percent, ...interval };
}

function percentBetween(base: number, next: number): number {
  if (base === next) return 0;
  return base === 0 ? Math.sign(next) * Infinity : ((next - base) / Math.abs(base)) * 100;
}

/** Its ends are values that came up, as many from either side: nothing is interpolated, least of all infinity. */
function intervalOf(resamples: number, statistic: () => number): Interval {
  if (!(resamples >= 1)) throw new RangeError(`no interval comes of ${resamples} resamples`);
  const drawn = ascending(Array.from({ length: resamples }, statistic));
  const beyond = Math.max(Math.floor(TAIL * (resamples + 1)) - 1, 0);
  return { low: drawn[beyond] ?? Number.NaN, high: drawn.at(-1 - beyond) ?? Number.NaN };
}

/** Resamples in ascending order without sorting any: how often each value is drawn is enough. */
function resamplerOf(values: readonly number[], random: Random): () => readonly number[] {
  const sorted = ascending(values);
  const draw = drawingOf(sorted.length, random);
  const resample = [...sorted];
  return () => {
    const times = draw();
    let at = 0;
    for (let index = 0; index < times.length; index += 1) {
      const end = at + (times[index] ?? 0);
      for (; at < end; at += 1) resample[at] = sorted[index] ?? Number.NaN;
    }
    return resample;
  };
}

/** Draws as many parts as there are, with replacement: how often each came. */
function drawingOf(parts: number, random: Random): () => Uint32Array {
  if (parts === 0) throw new RangeError('there is nothing to resample');
  const times = new Uint32Array(parts);
  return () => {
    times.fill(0);
    for (let drawn = 0; drawn < parts; drawn += 1) {
      const index = random.integer(0, parts - 1);
      times[index] = (times[index] ?? 0) + 1;
    }
    return times;
  };
}
