// Checkpoint and commit as a tale: the state is the last that was saved, its revision how many were; a commit is
// known by having been made.

import { canonicalJson } from '../../model/canonical.js';
import type { ArgsOf, SessionError } from '../store.js';
import type {
  CheckpointRequest,
  CheckpointResult,
  CommitRequest,
  CommitResult,
  SessionState,
} from '../terms.js';
import type { Committed, SessionEvent } from './events.js';
import type { Outcome, Past } from './past.js';
import { denied, told } from './past.js';
import { idsToDefer, supersededInput } from './input-answers.js';
import { leaseExpired, liveLease } from './lease-answers.js';
import { supersededWork } from './work-answers.js';

export function answerCheckpoint(
  past: Past,
  { request }: ArgsOf<'checkpoint'>,
): Outcome<CheckpointResult> {
  const refusal = refusalOf(past, request);
  if (refusal) return denied(refusal);
  const { result, happened } = save(past, request);
  return told(result, ...happened);
}

export function answerCommit(past: Past, { request }: ArgsOf<'commit'>): Outcome<CommitResult> {
  const first = past.told.commits.get(request.commit_id);
  if (first) return answerAgain(first, request);
  const { fence, completes } = request;
  const refusal =
    refusalOf(past, request) ??
    supersededWork(past, completes.work, fence) ??
    supersededInput(past, completes.inputs, fence);
  return refusal ? denied(refusal) : commit(past, request);
}

export function answerReadState(past: Past): Outcome<SessionState | null> {
  return told(past.told.last_saved);
}

function answerAgain(
  { content, result }: Committed,
  request: CommitRequest,
): Outcome<CommitResult> {
  if (content === contentOf(request)) return told(result);
  return denied({ code: 'CommitConflict', message: `commit ${request.commit_id} was another` });
}

function refusalOf(past: Past, { fence, turn_index }: CheckpointRequest): SessionError | null {
  if (liveLease(past)?.fence !== fence) return leaseExpired(past, fence);
  const current = past.told.last_saved?.turn_index ?? 0;
  if (turn_index >= current) return null;
  return { code: 'TurnIndexFell', message: `${turn_index} is below ${current}`, current };
}

function commit(past: Past, request: CommitRequest): Outcome<CommitResult> {
  const { commit_id, fence, completes, releases_lease } = request;
  const { result: saved, happened } = save(past, request);
  const result = { ...saved, commit_id, fence };
  return told(
    result,
    { type: 'work_completed', ids: completes.work.map(({ work_id }) => work_id) },
    { type: 'inputs_completed', ids: completes.inputs.map(({ input_id }) => input_id) },
    ...happened,
    { type: 'committed', content: contentOf(request), result },
    ...(releases_lease ? [{ type: 'released' } as const] : []),
  );
}

function save(past: Past, { turn_index, state, defers }: CheckpointRequest) {
  const deferred = defers === null ? [] : idsToDefer(past, defers);
  const revision = past.told.saves + 1;
  const result: CheckpointResult = { turn_index, revision, deferred };
  const happened: readonly SessionEvent[] = [
    { type: 'inputs_deferred', ids: deferred },
    { type: 'saved', state: { turn_index, state, revision } },
  ];
  return { result, happened };
}

function contentOf({ state, completes, ...rest }: CommitRequest): string {
  const work = completes.work.map(({ work_id, fence }) => [work_id, fence]);
  const inputs = completes.inputs.map(({ input_id, fence }) => [input_id, fence]);
  return canonicalJson({ ...rest, state, work, inputs });
}
