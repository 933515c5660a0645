// Checkpoint and commit: everything that a turn leaves behind, in one step or not at all. All is checked before
// the first row is written.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../../model/canonical.js';
import type { Operation, Scene } from '../operation.js';
import type { Answer, SessionError } from '../store.js';
import type { CheckpointRequest, CheckpointResult, CommitRequest, CommitResult } from '../terms.js';
import { done, refused } from './answers.js';
import { deferrable, firstSupersededInput } from './inputs.js';
import type { HeldLease } from './liveness.js';
import { requireFence } from './liveness.js';
import { firstSuperseded } from './work.js';

export const checkpoint: Operation<'checkpoint'> = (scene, { session_id, request }) => {
  const checked = check(scene, session_id, request);
  if (!checked.ok) return checked;
  return done(save(scene, session_id, request));
};

export const commit: Operation<'commit'> = (scene, { session_id, request }) => {
  const content = digestOf(request);
  const known = scene.tables.commit(session_id, request.commit_id);
  if (known) return known.content === content ? done(known.result) : refused(conflict(request));
  const checked = check(scene, session_id, request);
  if (!checked.ok) return checked;
  const superseded = supersededBy(scene, session_id, request);
  if (superseded) return refused(superseded);
  complete(scene, session_id, request);
  const result = { ...save(scene, session_id, request), ...namesOf(request) };
  if (request.releases_lease) scene.tables.putLease(session_id, { ...checked.value, owner: null });
  scene.tables.addCommit(session_id, request.commit_id, { content, result });
  return done(result);
};

export const readState: Operation<'readState'> = ({ tables }, { session_id }) =>
  done(tables.state(session_id));

/** The fence first, so that whoever has lost the lease learns that and nothing else. */
function check(
  scene: Scene,
  session_id: string,
  { fence, turn_index }: CheckpointRequest,
): Answer<HeldLease> {
  const held = requireFence(scene, session_id, fence);
  if (!held.ok) return held;
  const current = scene.tables.state(session_id)?.turn_index ?? 0;
  if (turn_index >= current) return held;
  const message = `turn index ${turn_index} of session ${session_id} is below ${current}`;
  return refused({ code: 'TurnIndexFell', message, current });
}

/** A commit completes what its own generation has claimed. */
function supersededBy({ tables }: Scene, session_id: string, request: CommitRequest) {
  const { fence, completes } = request;
  return (
    firstSuperseded(tables, session_id, completes.work, fence) ??
    firstSupersededInput(tables, session_id, completes.inputs, fence)
  );
}

function complete(
  { tables }: Scene,
  session_id: string,
  { completes, fence }: CommitRequest,
): void {
  for (const { work_id } of completes.work) tables.completeWork(session_id, work_id);
  for (const { input_id } of completes.inputs) {
    tables.putInput(session_id, input_id, { state: 'completed', claimed_fence: fence });
  }
}

function save(
  { tables }: Scene,
  session_id: string,
  { fence, turn_index, state, defers }: CheckpointRequest,
): CheckpointResult {
  const revision = (tables.state(session_id)?.revision ?? 0) + 1;
  const deferred = defers === null ? [] : defer(tables, session_id, defers, fence);
  tables.putState(session_id, { turn_index, state, revision });
  return { turn_index, revision, deferred };
}

function defer(
  tables: Scene['tables'],
  session_id: string,
  turn_index: number,
  fence: number,
): readonly number[] {
  const rows = deferrable(tables.openInputs(session_id), turn_index, fence);
  for (const { input } of rows) tables.deferInput(session_id, input.input_id);
  return rows.map(({ input }) => input.input_id);
}

function namesOf({ commit_id, fence }: CommitRequest): Pick<CommitResult, 'commit_id' | 'fence'> {
  return { commit_id, fence };
}

function conflict({ commit_id }: CommitRequest): SessionError {
  const message = `commit ${commit_id} was made with other content; a new commit needs an id of its own`;
  return { code: 'CommitConflict', message };
}

function digestOf({ state, completes, ...rest }: CommitRequest): string {
  const work = completes.work.map((reference) => ({ ...reference }));
  const inputs = completes.inputs.map((reference) => ({ ...reference }));
  const text = canonicalJson({ ...rest, state, completes: { work, inputs } });
  return createHash('sha256').update(text).digest('base64url');
}
