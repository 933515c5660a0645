// "Did you mean": the closest known name to what was typed.

import { closest, distance } from 'fastest-levenshtein';

/** The nearest of the names, or undefined where none is near enough to be what was meant. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const candidate = closest(typed, names);
  return distance(typed, candidate) <= Math.max(2, typed.length / 3) ? candidate : undefined;
}

/** What to do about a name that is none of these. */
export function nameRemedy(typed: unknown, names: readonly string[]): string {
  return `${didYouMean(typed, names)}choose from ${names.join(', ')}`;
}

/** The nearest name as a question with a space behind it, or nothing. */
export function didYouMean(typed: unknown, names: readonly string[]): string {
  const nearest = typeof typed === 'string' ? nearestName(typed, names) : undefined;
  return nearest === undefined ? '' : `did you mean ${nearest}? `;
}
