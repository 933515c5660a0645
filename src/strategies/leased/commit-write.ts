// One write through the store: hold the lease, read what was committed, commit the write with the fence, which
// releases the lease in the same step. A commit that comes after the lease was lost is refused by the store and
// has changed nothing; the write is then made again, from the beginning.

import type { SyncSessionStore } from '../../sessions/store.js';
import type { CommitRequest, CommitResult } from '../../sessions/terms.js';
import type { Write } from '../../model/write.js';
import { dotKey } from '../../model/write.js';
import type { Claimant } from './acquire.js';
import { acquireLease, TTL_MS } from './acquire.js';
import { insist, valueOf, valueWhileLeased } from './answer.js';
import { encodeEntry } from './entry.js';
import type { Page } from './pages.js';
import { isFull, sessionOfPage, stateOf } from './pages.js';
import { SHARED_SESSION } from '../strategy.js';
import type { Patience } from './patience.js';
import type { SharedLog } from './shared-log.js';

export interface Writer extends Claimant {
  readonly log: SharedLog;
}

/** Answers with the revision that the write was committed as. @throws Error where it cannot be. */
export function commitWrite(write: Write, writer: Writer): number {
  for (;;) {
    const committed = commitUnder(acquireLease(writer), write, writer);
    if (!committed) continue;
    writer.log.committed(write, committed.revision);
    return committed.revision;
  }
}

/** Null where the lease was lost meanwhile: nothing was changed. */
function commitUnder(fence: number, write: Write, writer: Writer): CommitResult | null {
  const page = roomIn(writer.log.catchUp().page, fence, writer);
  if (!page) return null;
  const grown: Page = { ...page, entries: [...page.entries, encodeEntry(write)] };
  const commit_id = dotKey(write.agent_id, write.op_id);
  return commitPage(SHARED_SESSION, requestOf(grown, { fence, commit_id }), writer);
}

/** The page, or an empty one after it where it is full and has been put away. */
function roomIn(page: Page, fence: number, writer: Writer): Page | null {
  if (!isFull(page)) return page;
  const previous = sessionOfPage(fence);
  const { store, owner, patience } = writer;
  const args = { session_id: previous, owner, ttl_ms: TTL_MS };
  const claimed = valueOf(insist(() => store.tryClaimLease(args), patience));
  if (claimed.type === 'busy') throw new Error(`page ${previous} is another agent's`);
  const request = requestOf(page, { fence: claimed.lease.fence, commit_id: previous });
  return commitPage(previous, request, writer) && { entries: [], previous };
}

function commitPage(
  session_id: string,
  request: CommitRequest,
  { store, patience }: { readonly store: SyncSessionStore; readonly patience: Patience },
): CommitResult | null {
  return valueWhileLeased(insist(() => store.commit({ session_id, request }), patience));
}

function requestOf(page: Page, names: Pick<CommitRequest, 'fence' | 'commit_id'>): CommitRequest {
  return {
    ...names,
    turn_index: 0,
    state: stateOf(page),
    defers: null,
    completes: { work: [], inputs: [] },
    releases_lease: true,
  };
}
