// The value axes of the scaling chart: their ends and ticks are decided here, as for the SVG figures, because
// the page switches between values that differ by orders of magnitude.

import { logAxis, rounded } from '../figures/axes.js';
import type { PageAxis } from './page-data.js';

/** Axes on which these values fit, with a little room. */
export function valueAxis(values: readonly number[]): PageAxis {
  const high = Math.max(0, ...values);
  const linear_domain = [0, rounded(high === 0 ? 1 : high * 1.05)] as const;
  return { ...logarithmic(values, high), linear_domain };
}

function logarithmic(values: readonly number[], high: number): Omit<PageAxis, 'linear_domain'> {
  if (values.length === 0 || values.some((value) => value <= 0)) return withZero(high);
  const { scale, axis } = logAxis(values);
  return {
    type: 'log',
    domain: scale['domain'] as readonly [number, number],
    ticks: axis['values'] as readonly number[],
  };
}

const TICKS_PER_DECADE_UP_TO = 1_000;

/** Zero has no logarithm: linear below 1. From just below 0, so that a mark at 0 is whole. */
function withZero(high: number): Omit<PageAxis, 'linear_domain'> {
  const end = Math.max(high, 1) * 1.3;
  const digits = end <= TICKS_PER_DECADE_UP_TO ? [1, 2, 5] : [1];
  const decades = Array.from({ length: Math.floor(Math.log10(end)) + 1 }, (_, index) => index);
  const ticks = decades.flatMap((decade) => digits.map((digit) => digit * 10 ** decade));
  return {
    type: 'symlog',
    domain: [-0.3, rounded(end)],
    ticks: [0, ...ticks.filter((tick) => tick <= end)],
  };
}
