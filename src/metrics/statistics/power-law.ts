// cost = a x size^b, fitted by ordinary least squares in the logarithms, where a power law is a line and an
// error a factor. Beside the line, what speaks against it: how far the worst point lies off, and whether
// the points bend away from it.

import { tQuantile } from './student-t.js';

export interface Point {
  /** Above 0, as is `cost`. */
  readonly size: number;
  readonly cost: number;
}

export interface PowerLaw {
  readonly a: number;
  readonly b: number;
  /** Bounds of the 95 % interval of b, by Student's t. */
  readonly b_low: number;
  readonly b_high: number;
  /** Share of the variance of log cost that the line explains; 1 where there is none. */
  readonly r_squared: number;
  /** By what factor the farthest point lies off the line, 1 or more. */
  readonly worst_factor: number;
  readonly bend: Bend | null;
}

/** What a parabola in the logarithms says of the growth: its slope at either end. Null below 4 sizes. */
export interface Bend {
  readonly b_at_smallest: number;
  readonly b_at_largest: number;
  /** Whether the parabola's curvature differs from 0 at the 5 % level. */
  readonly significant: boolean;
}

/** @throws RangeError below 3 points, with a size or cost of 0 or less, or where all sizes are the same. */
export function fitPowerLaw(points: readonly Point[]): PowerLaw {
  const [x, y] = [
    points.map(({ size }) => Math.log(size)),
    points.map(({ cost }) => Math.log(cost)),
  ];
  if (points.length < 3 || ![...x, ...y].every(Number.isFinite) || new Set(x).size < 2) {
    throw new RangeError('a power law needs 3 points above 0, not all of one size');
  }
  const line = lineThrough(x, y);
  const squares = sumOf(line.residuals, (residual) => residual ** 2);
  const reach =
    tQuantile(points.length - 2) * standardError(squares, points.length - 2, line.spread);
  const variation = sumOf(centred(y), (value) => value ** 2);
  return {
    a: Math.exp(line.intercept),
    b: line.slope,
    b_low: line.slope - reach,
    b_high: line.slope + reach,
    r_squared: variation === 0 ? 1 : 1 - squares / variation,
    worst_factor: Math.exp(Math.max(...line.residuals.map(Math.abs))),
    bend: bendOf(x, y),
  };
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly residuals: readonly number[];
  /** The sum of squares of x about its mean. */
  readonly spread: number;
}

function lineThrough(x: readonly number[], y: readonly number[]): Line {
  const [dx, meanX, meanY] = [centred(x), meanOf(x), meanOf(y)];
  const spread = sumOf(dx, (value) => value ** 2);
  const slope = sumOf(dx, (value, index) => value * (y[index] ?? 0)) / spread;
  const intercept = meanY - slope * meanX;
  const residuals = y.map((value, index) => value - intercept - slope * (x[index] ?? 0));
  return { slope, intercept, residuals, spread };
}

/**
 * A parabola by the theorem of Frisch and Waugh (1933): what the line leaves of the square of x, against
 * what it leaves of y, gives the coefficient of the square and its error.
 */
function bendOf(x: readonly number[], y: readonly number[]): Bend | null {
  const degreesOfFreedom = x.length - 3;
  const dx = centred(x);
  const squareLeft = lineThrough(
    dx,
    dx.map((value) => value ** 2),
  );
  const spread = sumOf(squareLeft.residuals, (value) => value ** 2);
  if (degreesOfFreedom < 1 || new Set(x).size < 3 || spread === 0) return null;
  const line = lineThrough(dx, y);
  const leftOver = squareLeft.residuals;
  const curvature =
    sumOf(leftOver, (value, index) => value * (line.residuals[index] ?? 0)) / spread;
  const squares = sumOf(
    line.residuals,
    (residual, index) => (residual - curvature * (leftOver[index] ?? 0)) ** 2,
  );
  const reach = tQuantile(degreesOfFreedom) * standardError(squares, degreesOfFreedom, spread);
  const slopeAt = (at: number) => line.slope + curvature * (2 * at - squareLeft.slope);
  return {
    b_at_smallest: slopeAt(Math.min(...dx)),
    b_at_largest: slopeAt(Math.max(...dx)),
    significant: Math.abs(curvature) > reach,
  };
}

function standardError(squares: number, degreesOfFreedom: number, spread: number): number {
  return Math.sqrt(squares / degreesOfFreedom / spread);
}

function centred(values: readonly number[]): readonly number[] {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

function meanOf(values: readonly number[]): number {
  return sumOf(values, (value) => value) / values.length;
}

function sumOf(values: readonly number[], term: (value: number, index: number) => number): number {
  return values.reduce((sum, value, index) => sum + term(value, index), 0);
}
