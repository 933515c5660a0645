// The tail of the standard normal distribution, for p-values of large samples.

/** The probability of a value above `z`, to a relative error of 1.2e-7 however small it is. */
export function upperTail(z: number): number {
  return complementaryErrorFunction(z / Math.SQRT2) / 2;
}

// Chebyshev's approximation of Press et al., Numerical Recipes in C, 2nd ed. (1992), section 6.2 (erfcc).
const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
] as const;

function complementaryErrorFunction(x: number): number {
  const t = 1 / (1 + Math.abs(x) / 2);
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = t * Math.exp(-x * x + polynomial);
  return x >= 0 ? tail : 2 - tail;
}
