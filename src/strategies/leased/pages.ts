// How the log of all writes lies in the store. The state of the one shared session holds the newest entries and
// the name of the page before them; a full page goes into a session of its own. So a commit writes a bounded
// number of bytes, however long the log has grown, and everything still hangs on one lease.
//
// A page is named by the fence it was put away under. Fences are never used again: whoever loses the lease
// between putting a page away and committing leaves a page that nothing points to, and overwrites nobody's.

import type { Json } from '../../model/json.js';
import { SHARED_SESSION } from '../strategy.js';

/** Entries a page holds at most. Median of a write, measured: 85 us at 4 to 16 entries, 98 at 32, 120 at 64. */
const PAGE_ENTRIES = 16;
/** Far below what a store takes as one state; one entry alone may be larger. */
const PAGE_CHARS = 64 * 1024;

/** The newest entries, in order, and where those before them are. */
export interface Page {
  readonly entries: readonly string[];
  /** The session that holds the page before this one; null: this is the first. */
  readonly previous: string | null;
}

export const FIRST_PAGE: Page = { entries: [], previous: null };

export function isFull({ entries }: Page): boolean {
  const chars = entries.reduce((sum, { length }) => sum + length, 0);
  return entries.length >= PAGE_ENTRIES || chars >= PAGE_CHARS;
}

export function sessionOfPage(fence: number): string {
  return `${SHARED_SESSION}/${fence}`;
}

export function stateOf({ entries, previous }: Page): Json {
  return { entries, previous };
}

/** @throws Error where the state is no page. */
export function pageOf(state: Json): Page {
  const { entries, previous } = Object(state) as Partial<Record<keyof Page, unknown>>;
  if (!Array.isArray(entries) || !entries.every((one) => typeof one === 'string')) throw noPage();
  if (previous !== null && typeof previous !== 'string') throw noPage();
  return { entries, previous };
}

function noPage(): Error {
  return new Error('the shared session holds what is no page of the log');
}
