// What two plain objects differ in, for people: a study is resumed as it was begun or not at all.

import { printable } from '../../model/quote.js';

const MAX_VALUE_CHARS = 200;

/**
 * One line for each part that differs: `runs: 3 in the folder, 5 now`.
 * @param stored what the folder holds.
 * @param asked what is asked for now.
 */
export function differencesOf(stored: object, asked: object): readonly string[] {
  const [before, now] = [partsOf(stored), partsOf(asked)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [before.get(path), now.get(path)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const show = textOf(was) === textOf(is) ? JSON.stringify : textOf;
    return [`${path}: ${safe(show(was))} in the folder, ${safe(show(is))} now`];
  });
}

/** Every leaf by its path; a list is one leaf, because its order is part of what it says. */
function partsOf(data: unknown, path = ''): ReadonlyMap<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return new Map([[path, data]]);
  }
  const children = Object.entries(data).flatMap(([key, child]) => [
    ...partsOf(child, path === '' ? printable(key) : `${path}.${printable(key)}`),
  ]);
  return new Map(children);
}

/** As people would say it, which may be the same for two leaves that differ: 1 and "1". */
function textOf(leaf: unknown): string {
  if (leaf === undefined) return 'nothing';
  if (!Array.isArray(leaf)) return entryText(leaf);
  return leaf.length === 0 ? 'none' : leaf.map(entryText).join(', ');
}

/** A union such as `{ type: 'count', count: 2 }` is read as its members: `count 2`. */
function entryText(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry);
  return Object.values(entry).map(entryText).join(' ');
}

function safe(text: string): string {
  const escaped = printable(text);
  return escaped.length > MAX_VALUE_CHARS ? `${escaped.slice(0, MAX_VALUE_CHARS)}…` : escaped;
}
