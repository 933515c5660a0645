// Random histories as git would print them, with every shape of graph, clocks that disagree, few files.

import fc from 'fast-check';
import { type Change, SHORT_ID_CHARS } from '../../../src/workloads/git/changes.js';
import type { Commit } from '../../../src/workloads/git/commits.js';
import type { History } from '../../../src/workloads/git/lay-history.js';

const DAY_S = 86_400;

const PATHS = ['a', 'b', 'c', 'dir/d'];

interface PlannedCommit {
  readonly author: number;
  readonly day: number;
  /** Each picks one of the commits before. */
  readonly parents: readonly number[];
  readonly touches: readonly (readonly [path: number, content: number])[];
}

const planned: fc.Arbitrary<PlannedCommit> = fc.record({
  author: fc.nat(3),
  day: fc.nat(60),
  parents: fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.nat(4), { minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(fc.nat(6), { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  touches: fc.uniqueArray(fc.tuple(fc.nat(PATHS.length - 1), fc.nat(5)), {
    selector: ([path]) => path,
    maxLength: 3,
  }),
});

export const randomHistory: fc.Arbitrary<History> = fc
  .array(planned, { minLength: 1, maxLength: 25 })
  .map((commits) => ({
    commits: commits.map(toCommit),
    changes: { paths: PATHS, by_commit: new Map(commits.map(toChanges)) },
    writes: ({ parents }) => parents.length < 2,
  }));

function toCommit({ author, day, parents }: PlannedCommit, index: number): Commit {
  const before = parents.map((back) => index - 1 - back).filter((parent) => parent >= 0);
  return { id: idOf(index), parents: [...new Set(before)], date_s: day * DAY_S, author };
}

function toChanges(
  { touches }: PlannedCommit,
  index: number,
): readonly [string, readonly Change[]] {
  const changes = touches.map(([path, content]) => {
    return { path, blob: content === 0 ? null : String(content).padStart(SHORT_ID_CHARS, '0') };
  });
  return [idOf(index), changes];
}

export function idOf(index: number): string {
  return index.toString(16).padStart(SHORT_ID_CHARS, '0').padEnd(40, 'f');
}
