// When each commit was made: one order that agrees with ancestry, and time windows along it. Dates alone
// will not do: clocks differ, and rebasing moves a commit past others without changing the date it was written.

import type { Commit } from './commits.js';

export interface Window {
  /** Indexes of commits, in order: parents before children, one author's in the order they were made. */
  readonly commits: readonly number[];
}

const DAY_S = 86_400;

/**
 * Windows of `days` days, counted from the first commit, those without commits left out. A commit is made
 * when it says, but never before a parent, so that what it builds on is never of a later window. A date
 * ahead of its time takes what is built on it along; of author and committer date, the earlier is believed.
 */
export function cutWindows(commits: readonly Commit[], days: number): readonly Window[] {
  const times = timesOf(commits);
  const order = Array.from(commits.keys()).sort(
    (left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right,
  );
  const start = times[order[0] ?? 0] ?? 0;
  const windows = new Map<number, number[]>();
  for (const index of order) {
    const window = Math.floor(((times[index] ?? 0) - start) / (days * DAY_S));
    const known = windows.get(window);
    if (known) known.push(index);
    else windows.set(window, [index]);
  }
  return [...windows.values()].map((inOrder) => ({ commits: inOrder }));
}

/** Git's generation numbers are made the same way (corrected commit dates, gitformat-commit-graph(5)). */
function timesOf(commits: readonly Commit[]): readonly number[] {
  const times: number[] = [];
  for (const { parents, date_s } of commits) {
    times.push(parents.reduce((latest, parent) => Math.max(latest, times[parent] ?? 0), date_s));
  }
  return times;
}
