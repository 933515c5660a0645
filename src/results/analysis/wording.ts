// Numbers and lists in English sentences.

import { quantity } from '../quantity.js';

/** `1`, `1 and 2`, `1, 2 and 3`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** A whole number with a comma at every thousand; any other with one decimal at most. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** `1 repetition`, `20 repetitions`; `3 replies` needs the plural given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** A share of 0 to 1 in whole percent, but never 0 or 100 where it is neither. */
export function percent(share: number): string {
  const rounded = Math.round(100 * share);
  if (rounded === 0 && share > 0) return 'under 1 %';
  if (rounded === 100 && share < 1) return 'over 99 %';
  return `${rounded} %`;
}

/** Three digits in the unit that suits: `1.23 ms`, `45.6 s`, `789 ns`. */
export function duration(ns: number): string {
  return quantity(ns, 'ns');
}
