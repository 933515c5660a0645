// How many writes were made without knowledge of another one to the same field, and how many of those no
// merge can settle by itself: the shares that decide which strategy fits a team.

import { counted, grouped } from './wording.js';

export interface Concurrency {
  readonly writes: number;
  /** Writes for which another agent wrote to the same field and neither had received, or said it follows, the other. */
  readonly concurrent_writes: number;
  /** Concurrent writes that merge by themselves: additions, and scalars that agree. */
  readonly mergeable_writes: number;
  /** Concurrent writes that do not: scalars with different values, and fields written with two kinds. */
  readonly conflicting_writes: number;
}

/** Real conflicts of all writes, 0 to 1; null where nothing was written. */
export function conflictShare({ conflicting_writes, writes }: Concurrency): number | null {
  return share(conflicting_writes, writes);
}

/** Writes that merge by themselves of all concurrent ones, 0 to 1; null where none were concurrent. */
export function mergeableShare({
  mergeable_writes,
  concurrent_writes,
}: Concurrency): number | null {
  return share(mergeable_writes, concurrent_writes);
}

/** `3,788 writes, 812 concurrent (21 %): 88 % mergeable, 12 % real conflicts`. */
export function describeConcurrency(counts: Concurrency): string {
  const { writes, concurrent_writes, mergeable_writes, conflicting_writes } = counts;
  if (writes === 0) return 'no writes';
  if (concurrent_writes === 0) return `${counted(writes, 'write')}, none concurrent`;
  const concurrent = `${grouped(concurrent_writes)} concurrent (${percent(concurrent_writes, writes)})`;
  const mergeable = `${percent(mergeable_writes, concurrent_writes)} mergeable`;
  const conflicting = `${percent(conflicting_writes, concurrent_writes)} real conflicts`;
  return `${counted(writes, 'write')}, ${concurrent}: ${mergeable}, ${conflicting}`;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Whole percents; 0 and 100 only where nothing and everything is meant. */
function percent(part: number, whole: number): string {
  if (part === 0) return '0 %';
  if (part === whole) return '100 %';
  const rounded = Math.round((100 * part) / whole);
  if (rounded < 1) return '<1 %';
  return rounded > 99 ? '>99 %' : `${rounded} %`;
}
