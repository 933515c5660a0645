// Queued work as a tale: a batch is open while no completion names it, and claimed by the generation whose claim
// named it last.

import type { ArgsOf, SessionError, ValueOf } from '../store.js';
import type { Work, WorkBoundary, WorkClaim, WorkReference } from '../terms.js';
import type { OpenBatch } from './chronicle.js';
import type { Outcome, Past } from './past.js';
import { denied, told } from './past.js';
import { leaseExpired, liveLease } from './lease-answers.js';

export function answerEnqueue(past: Past, { draft }: ArgsOf<'enqueueWork'>): Outcome<Work> {
  const { session_id, next_ids } = past;
  const work: Work = { ...draft, session_id, work_id: next_ids.work };
  return told(work, { type: 'work_enqueued', work });
}

export function answerLeadingCommand(
  past: Past,
  { fence }: ArgsOf<'claimLeadingCommand'>,
): Outcome<WorkClaim | null> {
  if (liveLease(past)?.fence !== fence) return denied(leaseExpired(past, fence));
  const [head] = unclaimed(past, fence);
  if (head === undefined || !isCommand(head)) return told(null);
  return told({ work: head, fence }, { type: 'work_claimed', ids: [head.work_id], fence });
}

export function answerReadyWork(
  past: Past,
  { fence, boundary, max }: ArgsOf<'claimReadyWork'>,
): Outcome<readonly WorkClaim[]> {
  if (liveLease(past)?.fence !== fence) return denied(leaseExpired(past, fence));
  const ready = readySlot(unclaimed(past, fence), boundary).slice(0, max);
  const ids = ready.map(({ work_id }) => work_id);
  return told(
    ready.map((work) => ({ work, fence })),
    { type: 'work_claimed', ids, fence },
  );
}

export function answerCompleteWork(
  past: Past,
  { claims }: ArgsOf<'completeWork'>,
): Outcome<{ readonly completed: number }> {
  const live_fence = liveLease(past)?.fence ?? null;
  const superseded = supersededWork(past, claims, live_fence);
  if (superseded) return denied(superseded);
  const ids = claims.map(({ work_id }) => work_id);
  return told({ completed: ids.length }, { type: 'work_completed', ids });
}

export function answerOpenWork(past: Past): Outcome<ValueOf<'openWork'>> {
  const live_fence = liveLease(past)?.fence;
  return told(
    openBatches(past).map(({ work, last_fence }) => {
      return { work, claimed_fence: last_fence === live_fence ? last_fence : null };
    }),
  );
}

/** Why those references cannot be completed under that fence; null where they can. */
export function supersededWork(
  past: Past,
  references: readonly WorkReference[],
  live_fence: number | null,
): SessionError | null {
  const { open_batches } = past.told;
  const lost = references.find(({ work_id, fence }) => {
    return fence !== live_fence || open_batches.get(work_id)?.last_fence !== fence;
  });
  if (!lost) return null;
  const message = `work ${lost.work_id} is not claimed under fence ${lost.fence}`;
  return { code: 'ClaimSuperseded', message, row_id: lost.work_id };
}

/** One exclusive batch, or as many as share the slot of the first; none where the first must wait. */
function readySlot(queue: readonly Work[], boundary: WorkBoundary): readonly Work[] {
  const [head] = queue;
  if (head === undefined || isCommand(head)) return [];
  if (boundary !== 'idle' && head.delivery !== 'earliest_safe_boundary') return [];
  const key = slotKey(head);
  if (key === null) return [head];
  const end = queue.findIndex((work) => slotKey(work) !== key);
  return end === -1 ? queue : queue.slice(0, end);
}

/** Equal for batches that may be done together; null for one that is done alone. */
function slotKey(work: Work): string | null {
  if (isCommand(work) || work.slot.type === 'exclusive') return null;
  return JSON.stringify([work.delivery, work.slot.merge_key]);
}

function isCommand({ subject }: Work): boolean {
  return subject.class === 'session_command';
}

function unclaimed(past: Past, fence: number): readonly Work[] {
  const waiting = openBatches(past).filter(({ last_fence }) => last_fence !== fence);
  return waiting.map(({ work }) => work);
}

/** In order of enqueueing. */
function openBatches({ told: { open_batches } }: Past): readonly OpenBatch[] {
  return [...open_batches.values()];
}
