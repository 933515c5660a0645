// How much of what was to be written a repetition under open load could not begin in time.

import { grouped } from '../model/wording.js';
import { percent } from './analysis/wording.js';
import type { RepetitionRecord } from './record.js';

type Issued = Pick<RepetitionRecord, 'writes_issued' | 'writes_unissued'>;

/** 0 to 1. */
export function unissuedShare({ writes_issued, writes_unissued }: Issued): number {
  const due = (writes_issued ?? 0) + (writes_unissued ?? 0);
  return due === 0 ? 0 : (writes_unissued ?? 0) / due;
}

/** `75 of 80 writes (94 %)`. */
export function unissuedOf(record: Issued): string {
  const unissued = record.writes_unissued ?? 0;
  const due = (record.writes_issued ?? 0) + unissued;
  return `${grouped(unissued)} of ${grouped(due)} writes (${percent(unissuedShare(record))})`;
}
