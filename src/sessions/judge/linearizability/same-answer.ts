// Whether a store has answered as the reference model would. Messages are everybody's own, and instants may have been
// rounded; all else is equal.

import { CLOCK_TOLERANCE_MS } from '../store-clock.js';

type Sameness = (expected: unknown, seen: unknown) => boolean;

const OF_FIELD: ReadonlyMap<string, Sameness> = new Map([
  ['message', () => true],
  ['expires_ms', isCloseTo],
]);

export function isSameAnswer(expected: unknown, seen: unknown): boolean {
  if (!isObject(expected) || !isObject(seen)) return Object.is(expected, seen);
  if (Array.isArray(expected) !== Array.isArray(seen)) return false;
  const keys = Object.keys(expected);
  if (keys.length !== Object.keys(seen).length) return false;
  return keys.every((key) => {
    const isSame = OF_FIELD.get(key) ?? isSameAnswer;
    return Object.hasOwn(seen, key) && isSame(expected[key], seen[key]);
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCloseTo(expected: unknown, seen: unknown): boolean {
  if (typeof expected !== 'number' || typeof seen !== 'number') return false;
  return expected === seen || Math.abs(expected - seen) <= CLOCK_TOLERANCE_MS;
}
