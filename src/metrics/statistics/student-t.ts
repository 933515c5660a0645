// How far a mean or a slope of few values may lie from the truth, in standard errors.

// Quantiles of Student's t distribution at 0.975, for 1 to 10 degrees of freedom. As in every table of it,
// for example Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.10.
const QUANTILES = [
  12.706204736432102, 4.302652729749464, 3.18244630528371, 2.7764451051977943, 2.570581835636315,
  2.446911851144971, 2.364624251592786, 2.306004135204166, 2.262157162798205, 2.2281388519862755,
] as const;

const NORMAL_QUANTILE = 1.959963984540054;

/**
 * The quantile at 0.975: a 95 % interval reaches so many standard errors to either side. Beyond 10 degrees
 * of freedom by the expansion of Abramowitz and Stegun, 26.7.5, to 4 decimals and better.
 * @throws RangeError below 1 degree of freedom.
 */
export function tQuantile(degreesOfFreedom: number): number {
  if (!(degreesOfFreedom >= 1)) throw new RangeError('a t quantile needs 1 degree of freedom');
  return QUANTILES[degreesOfFreedom - 1] ?? expansion(NORMAL_QUANTILE, degreesOfFreedom);
}

function expansion(x: number, n: number): number {
  const first = (x ** 3 + x) / 4;
  const second = (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96;
  const third = (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384;
  const fourth = (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92_160;
  return x + first / n + second / n ** 2 + third / n ** 3 + fourth / n ** 4;
}
