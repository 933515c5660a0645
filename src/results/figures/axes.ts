// Scales and their ticks, decided here and not by the library, so that labels never crowd, a logarithm of
// 0 is never taken, and what a figure shows does not change with the library's taste.

import type { Json } from '../../model/json.js';

/** The `scale` and the `axis` of one quantitative channel. */
export interface Axis {
  readonly scale: Readonly<Record<string, Json>>;
  readonly axis: Readonly<Record<string, Json>>;
  readonly type: 'log' | 'symlog' | 'linear';
}

/** 10k and above with an SI prefix, everything below as it is. */
export const NUMBER_LABEL =
  "datum.value >= 10000 ? format(datum.value, '~s') : format(datum.value, ',.3~r')";

/** Counts up to this are read more easily off a linear axis, zeroes and all. */
const LARGEST_LINEAR = 20;
const MAX_TICKS = 7;

/** For costs: logarithmic, unless one of the values is 0, which has no logarithm. */
export function costAxis(values: readonly number[]): Axis {
  return values.every((value) => value > 0) ? logAxis(values) : countAxis(values);
}

/** Logarithmic, wider than its values by more than the size of a mark; all of them are above 0. */
export function logAxis(values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(1.2, (most / least) ** 0.06);
  const [low, high] = [least / margin, most * margin];
  return {
    type: 'log',
    scale: { type: 'log', domain: [rounded(low), rounded(high)], nice: false },
    axis: { values: logTicks(low, high), labelExpr: NUMBER_LABEL },
  };
}

/** From just below 0, so that a point at 0 is whole: linear where numbers are small, beyond that logarithmic above 1 and linear below. */
export function countAxis(values: readonly number[]): Axis {
  const high = Math.max(0, ...values);
  if (high <= LARGEST_LINEAR) {
    const whole = values.every((value) => Number.isInteger(value));
    const axis = { tickCount: 5, labelExpr: NUMBER_LABEL, ...(whole ? { tickMinStep: 1 } : {}) };
    const top = high === 0 ? 1 : high * 1.08;
    return {
      type: 'linear',
      scale: { domain: [rounded(-top / 25), rounded(top)], nice: false },
      axis,
    };
  }
  return {
    type: 'symlog',
    scale: { type: 'symlog', constant: 1, domain: [-0.3, rounded(high * 1.3)], nice: false },
    axis: { values: [0, ...logTicks(1, high * 1.3)], labelExpr: NUMBER_LABEL },
  };
}

/**
 * Numbers of agents on a logarithmic axis whose ticks are the sizes themselves, thinned where they crowd.
 * @param label_share the part of the axis that stays free beyond the largest, for what is written there.
 */
export function agentsAxis(sizes: readonly number[], label_share = 0): Axis {
  const ticks = [...new Set(sizes)].sort((left, right) => left - right);
  const [low, largest] = [(ticks[0] ?? 1) / 1.4, ticks.at(-1) ?? 1];
  const high = Math.max(largest * 1.4, low * (largest / low) ** (1 / (1 - label_share)));
  return {
    type: 'log',
    scale: { type: 'log', base: 2, domain: [rounded(low), rounded(high)], nice: false },
    axis: { values: ticks, labelExpr: NUMBER_LABEL, labelOverlap: 'greedy', grid: false },
  };
}

/**
 * 1, 2 and 5 of every decade where few are in sight, else powers of ten, or every second one…, and 1 and 3 where
 * there are but two powers. Within a decade these are too few, and even steps tell more.
 */
function logTicks(low: number, high: number): readonly number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const inSight = (tick: number): boolean => tick >= low && tick <= high;
  const candidates = [
    decades.flatMap((decade) => [1, 2, 5].map((digit) => power(digit, decade))),
    ...[1, 2, 3, 4, 6].map((step) =>
      decades.filter((decade) => decade % step === 0).map((decade) => power(1, decade)),
    ),
    decades.flatMap((decade) => [1, 3].map((digit) => power(digit, decade))),
  ].map((ticks) => ticks.filter(inSight));
  const found = candidates.find((ticks) => ticks.length > 2 && ticks.length <= MAX_TICKS);
  return found ?? evenTicks(low, high);
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function evenTicks(low: number, high: number): readonly number[] {
  const decade = Math.floor(Math.log10(high - low));
  const steps = [-1, 0].flatMap((shift) => [1, 2, 5].map((digit) => power(digit, decade + shift)));
  const step = steps.find((size) => (high - low) / size < MAX_TICKS) ?? high - low;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, index) => rounded((first + index) * step));
}

/** Read as it is written: powers of ten below 1 are not exact when they are computed. */
function power(digit: number, decade: number): number {
  return Number(`${digit}e${decade}`);
}

/** To 12 digits: logarithms may differ in the last one between machines, and files must not. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
