// Where a set of values lies and how far it spreads, by statistics that one odd value cannot move. The one
// importer of simple-statistics. Every function needs one value at least: of none there is no median.

import {
  interquartileRange as libraryInterquartileRange,
  mean,
  median as libraryMedian,
  medianAbsoluteDeviation as libraryMedianAbsoluteDeviation,
  medianSorted as libraryMedianSorted,
  quantileSorted as libraryQuantileSorted,
} from 'simple-statistics';

/** @throws Error where there are no values; so do all functions of this file. */
export function median(values: readonly number[]): number {
  return libraryMedian(mutable(values));
}

/** The median of values in ascending order. */
export function medianSorted(ascending: readonly number[]): number {
  return libraryMedianSorted(mutable(ascending));
}

/**
 * The quantile of values in ascending order, for a share of 0 to 1: type 7 of Hyndman and Fan (Sample
 * Quantiles in Statistical Packages, 1996), interpolated between two values, as numpy and R do by default.
 * Its half is the median.
 */
export function quantileSorted(ascending: readonly number[], share: number): number {
  return libraryQuantileSorted(mutable(ascending), share);
}

/** The median distance from the median, not scaled. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  return libraryMedianAbsoluteDeviation(mutable(values));
}

/** The mean distance from the median, not scaled. */
export function meanAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values);
  return mean(values.map((value) => Math.abs(value - middle)));
}

/** The distance between the quartiles, which are quantiles of type 7. */
export function interquartileRange(values: readonly number[]): number {
  return libraryInterquartileRange(mutable(values));
}

/** A copy in ascending order; typed arrays sort numbers without being told how, and faster. */
export function ascending(values: readonly number[]): readonly number[] {
  return Array.from(Float64Array.from(values).sort());
}

/** The library asks for arrays that it may change, and changes none of them. */
function mutable(values: readonly number[]): number[] {
  return values as number[];
}
