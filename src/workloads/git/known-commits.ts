// What the author of each commit of one window knew of the others: its ancestors, what the author had made
// before, and what was known to whoever made those. A bit per pair.

import { EXIT, UserError } from '../../model/problem.js';
import type { Commit } from './commits.js';
import type { GitCausality } from './options.js';
import type { Window } from './windows.js';

/** True where the author of the commit at place `later` knew the one at `earlier`. Places are of one window. */
export type Knows = (later: number, earlier: number) => boolean;

type Knowledge = (commits: readonly Commit[], window: Window, limit: number) => Knows;

export const KNOWLEDGE: Readonly<Record<GitCausality, Knowledge>> = {
  ancestry: knowByAncestry,
  windows: () => () => false,
};

/** Commits of earlier windows count for nothing here: the exchange between rounds carries them. */
function knowByAncestry(commits: readonly Commit[], window: Window, limit: number): Knows {
  const count = window.commits.length;
  if (count > limit) throw tooMany(count, limit);
  const places = new Map(window.commits.map((index, place) => [index, place]));
  const latest_of_author = new Map<number, number>();
  const words = Math.ceil(count / 32);
  const bits = new Uint32Array(words * count);
  window.commits.forEach((index, place) => {
    const { parents = [], author = -1 } = commits[index] ?? {};
    for (const parent of parents) learn(bits, words, place, places.get(parent));
    learn(bits, words, place, latest_of_author.get(author));
    latest_of_author.set(author, place);
  });
  return (later, earlier) =>
    (((bits[later * words + (earlier >>> 5)] ?? 0) >>> (earlier & 31)) & 1) === 1;
}

/** The row of `place` gains `source` and all that stands in its row. */
function learn(bits: Uint32Array, words: number, place: number, source: number | undefined): void {
  if (source === undefined) return;
  const [to, from] = [place * words, source * words];
  // The source stands before the place, and its row is empty after its own word.
  for (let word = 0; word <= source >>> 5; word += 1) {
    bits[to + word] = (bits[to + word] ?? 0) | (bits[from + word] ?? 0);
  }
  const own = to + (source >>> 5);
  bits[own] = (bits[own] ?? 0) | (1 << (source & 31));
}

function tooMany(count: number, limit: number): UserError {
  return new UserError(EXIT.usage, {
    what: 'a window is too large',
    where: `${count} commits`,
    remedy: `more than ${limit}; choose fewer --days`,
  });
}
