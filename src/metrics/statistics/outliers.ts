// How far each value lies from the others of its set, in a measure that the odd values cannot themselves
// inflate: the modified z-score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, ASQC, 1993).

import { meanAbsoluteDeviation, median, medianAbsoluteDeviation } from './descriptive.js';

/** A value beyond this, either way, is an outlier: what Iglewicz and Hoaglin recommend. */
export const OUTLIER_SCORE = 3.5;

// What turns the deviations of normally distributed values into their standard deviation: the quartile of
// the standard normal distribution is 0.6745, and its mean absolute deviation 1 / 1.253314.
const NORMAL_QUARTILE = 0.6745;
const NORMAL_PER_MEAN_DEVIATION = 1.253314;

/**
 * One score per value, in their order. Where more than half of the values are equal the median deviation is
 * 0 and the mean deviation takes its place; where all are equal every score is 0.
 * @throws Error where there are no values.
 */
export function modifiedZScores(values: readonly number[]): readonly number[] {
  const middle = median(values);
  const unit = unitOf(values);
  return values.map((value) => (unit === 0 ? 0 : (value - middle) / unit));
}

function unitOf(values: readonly number[]): number {
  const deviation = medianAbsoluteDeviation(values);
  return deviation > 0
    ? deviation / NORMAL_QUARTILE
    : meanAbsoluteDeviation(values) * NORMAL_PER_MEAN_DEVIATION;
}
