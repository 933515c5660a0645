// The queue of work: commands one at a time and before anything else, turn work as far as boundary and slot allow.

import type { Operation } from '../operation.js';
import type { SessionError } from '../store.js';
import type { Tables, WorkRow } from '../tables.js';
import type { Work, WorkBoundary, WorkClaim, WorkReference } from '../terms.js';
import { done, refused } from './answers.js';
import { liveFenceOf, requireFence } from './liveness.js';

export const enqueueWork: Operation<'enqueueWork'> = ({ tables }, { session_id, draft }) =>
  done(tables.addWork(session_id, draft));

export const claimLeadingCommand: Operation<'claimLeadingCommand'> = (scene, args) => {
  const { session_id, fence } = args;
  const held = requireFence(scene, session_id, fence);
  if (!held.ok) return held;
  const [head] = scene.tables.unclaimedWork(session_id, fence, 1);
  if (head?.work.subject.class !== 'session_command') return done(null);
  return done(claim(scene.tables, head, fence));
};

export const claimReadyWork: Operation<'claimReadyWork'> = (scene, args) => {
  const { session_id, fence, boundary, max } = args;
  const held = requireFence(scene, session_id, fence);
  if (!held.ok) return held;
  const { tables } = scene;
  const [head] = tables.unclaimedWork(session_id, fence, 1);
  if (!head || !isReady(head.work, boundary)) return done([]);
  const rows = head.work.slot.type === 'join' ? tables.unclaimedWork(session_id, fence, max) : [];
  const joined = takeJoined(head, rows);
  return done(joined.map((row) => claim(tables, row, fence)));
};

export const completeWork: Operation<'completeWork'> = (scene, { session_id, claims }) => {
  const live_fence = liveFenceOf(scene, session_id);
  const superseded = firstSuperseded(scene.tables, session_id, claims, live_fence);
  if (superseded) return refused(superseded);
  for (const { work_id } of claims) scene.tables.completeWork(session_id, work_id);
  return done({ completed: claims.length });
};

export const openWork: Operation<'openWork'> = (scene, { session_id }) => {
  const live_fence = liveFenceOf(scene, session_id);
  return done(
    scene.tables.openWork(session_id).map(({ work, claimed_fence }) => {
      return { work, claimed_fence: claimed_fence === live_fence ? claimed_fence : null };
    }),
  );
};

/** The first reference to a row that is not claimed by the live generation that it names; null where none is. */
export function firstSuperseded(
  tables: Pick<Tables, 'work'>,
  session_id: string,
  references: readonly WorkReference[],
  live_fence: number | null,
): SessionError | null {
  for (const { work_id, fence } of references) {
    const row = tables.work(session_id, work_id);
    const holds = row !== null && !row.completed && row.claimed_fence === fence;
    if (holds && fence === live_fence) continue;
    const message = `work ${work_id} of session ${session_id} is not claimed under fence ${fence} any more`;
    return { code: 'ClaimSuperseded', message, row_id: work_id };
  }
  return null;
}

/** A command at the head keeps everything behind it back. */
function isReady({ subject, delivery }: Work, boundary: WorkBoundary): boolean {
  if (subject.class === 'session_command') return false;
  return boundary === 'idle' || delivery === 'earliest_safe_boundary';
}

/** The head, and what follows it without a gap that may share its slot. */
function takeJoined(head: WorkRow, rows: readonly WorkRow[]): readonly WorkRow[] {
  const following = rows.slice(1);
  const end = following.findIndex(({ work }) => !sharesSlot(head.work, work));
  return [head, ...(end === -1 ? following : following.slice(0, end))];
}

function sharesSlot(head: Work, work: Work): boolean {
  return (
    work.subject.class === 'turn_work' &&
    work.delivery === head.delivery &&
    head.slot.type === 'join' &&
    work.slot.type === 'join' &&
    work.slot.merge_key === head.slot.merge_key
  );
}

function claim(tables: Tables, { work }: WorkRow, fence: number): WorkClaim {
  tables.claimWork(work.session_id, work.work_id, fence);
  return { work, fence };
}
