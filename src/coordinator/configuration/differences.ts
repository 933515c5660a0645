// What two plain objects differ in, for people: a study is resumed as it was begun or not at all.

import { printable } from '../../model/quote.js';

const NOT_THERE = 'nothing';
const MAX_VALUE_CHARS = 200;

/**
 * One line for each part that differs: `runs: 3 in the folder, 5 now`.
 * @param stored what the folder holds.
 * @param asked what is asked for now.
 */
export function differencesOf(stored: object, asked: object): readonly string[] {
  const [before, now] = [partsOf(stored), partsOf(asked)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [before, now].map((parts) => parts.get(path) ?? NOT_THERE);
    return was === is ? [] : [`${path}: ${was ?? ''} in the folder, ${is ?? ''} now`];
  });
}

/** Every leaf by its path; a list is one leaf, because its order is part of what it says. */
function partsOf(data: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return new Map([[path, shown(data)]]);
  }
  const children = Object.entries(data).flatMap(([key, child]) => [
    ...partsOf(child, path === '' ? printable(key) : `${path}.${printable(key)}`),
  ]);
  return new Map(children);
}

function shown(leaf: unknown): string {
  const text = Array.isArray(leaf) ? leaf.map(entryText).join(', ') : entryText(leaf);
  const safe = printable(text);
  return safe.length > MAX_VALUE_CHARS ? `${safe.slice(0, MAX_VALUE_CHARS)}…` : safe;
}

/** A union such as `{ type: 'count', count: 2 }` is read as its members: `count 2`. */
function entryText(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry);
  return Object.values(entry).map(entryText).join(' ');
}
