// What every store refuses before it looks at a row: arguments that mean nothing, or that would fill it.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { ArgsOf, StoreMethod } from '../store.js';
import type {
  CheckpointRequest,
  CommitRequest,
  InputDraft,
  InputTarget,
  Owner,
  WorkDraft,
} from '../terms.js';
import { COMMANDS, DELIVERY_POLICIES, INPUT_BOUNDARIES, WORK_BOUNDARIES } from '../terms.js';

const MAX_NAME_CHARS = 200;
const MAX_CONTENT_CHARS = 1_000_000;
const MAX_ROWS = 10_000;
const MAX_TTL_MS = 1e12;

/** Null: nothing is wrong. */
type Fault = string | null;

type Checks = { readonly [M in StoreMethod]: (args: ArgsOf<M>) => Fault };

/** Per method, what is wrong with arguments, in one sentence; null where nothing is. */
export const ARGUMENT_CHECKS: Checks = {
  tryClaimLease: ({ session_id, owner, ttl_ms }) =>
    sessionFault(session_id) ?? ownerFault(owner) ?? ttlFault(ttl_ms),
  renewLease: ({ session_id, fence, ttl_ms }) =>
    sessionFault(session_id) ?? fenceFault(fence) ?? ttlFault(ttl_ms),
  reclaimLease: ({ session_id, claimant, observed_fence, ttl_ms }) =>
    sessionFault(session_id) ??
    ownerFault(claimant) ??
    wholeFault('observed_fence', observed_fence, 0) ??
    ttlFault(ttl_ms),
  releaseLease: ({ session_id, fence }) => sessionFault(session_id) ?? fenceFault(fence),
  inspectLease: ({ session_id }) => sessionFault(session_id),
  enqueueWork: ({ session_id, draft }) => sessionFault(session_id) ?? workFault(draft),
  claimLeadingCommand: ({ session_id, fence }) => sessionFault(session_id) ?? fenceFault(fence),
  claimReadyWork: ({ session_id, fence, boundary, max }) =>
    sessionFault(session_id) ??
    fenceFault(fence) ??
    choiceFault('boundary', boundary, WORK_BOUNDARIES) ??
    maxFault(max),
  completeWork: ({ session_id, claims }) =>
    sessionFault(session_id) ??
    referencesFault(claims.map(({ work_id, fence }) => [work_id, fence])),
  openWork: ({ session_id }) => sessionFault(session_id),
  submitInput: ({ session_id, draft }) => sessionFault(session_id) ?? inputFault(draft),
  claimInputs: ({ session_id, fence, selection, max }) =>
    sessionFault(session_id) ??
    fenceFault(fence) ??
    choiceFault('selection', selection.type, ['active_turn', 'next_turn']) ??
    (selection.type === 'active_turn'
      ? (wholeFault('turn_index', selection.turn_index, 0) ??
        choiceFault('boundary', selection.boundary, INPUT_BOUNDARIES))
      : null) ??
    maxFault(max),
  pendingInputs: ({ session_id }) => sessionFault(session_id),
  cancelInput: ({ session_id, input_id }) =>
    sessionFault(session_id) ?? wholeFault('input_id', input_id, 1),
  checkpoint: ({ session_id, request }) => sessionFault(session_id) ?? savingFault(request),
  commit: ({ session_id, request }) => sessionFault(session_id) ?? commitFault(request),
  readState: ({ session_id }) => sessionFault(session_id),
};

function sessionFault(session_id: string): Fault {
  return nameFault('session_id', session_id);
}

function nameFault(what: string, name: unknown): Fault {
  if (typeof name === 'string' && name.length > 0 && name.length <= MAX_NAME_CHARS) return null;
  return `${what} is a text of 1 to ${MAX_NAME_CHARS} characters`;
}

function wholeFault(what: string, value: number, least: number): Fault {
  if (Number.isSafeInteger(value) && value >= least) return null;
  return `${what} is a whole number of ${least} or more`;
}

function fenceFault(fence: number): Fault {
  return wholeFault('fence', fence, 1);
}

function maxFault(max: number): Fault {
  if (Number.isSafeInteger(max) && max >= 1 && max <= MAX_ROWS) return null;
  return `max is a whole number from 1 to ${MAX_ROWS}`;
}

function ttlFault(ttl_ms: number): Fault {
  if (ttl_ms > 0 && ttl_ms <= MAX_TTL_MS) return null;
  return `ttl_ms is a number of milliseconds above 0, at most ${MAX_TTL_MS}`;
}

function choiceFault(what: string, value: string, choices: readonly string[]): Fault {
  return choices.includes(value) ? null : `${what} is one of ${choices.join(', ')}`;
}

function ownerFault({ owner_id, incarnation_id, liveness }: Owner): Fault {
  const named =
    nameFault('owner_id', owner_id) ??
    nameFault('incarnation_id', incarnation_id) ??
    choiceFault('liveness', liveness.type, ['opaque', 'local_process']);
  if (named !== null || liveness.type === 'opaque') return named;
  const { host, boot_id, pid, started } = liveness;
  return (
    nameFault('host', host) ??
    nameFault('boot_id', boot_id) ??
    nameFault('started', started) ??
    wholeFault('pid', pid, 1)
  );
}

function workFault({ subject, delivery, slot, payload }: WorkDraft): Fault {
  const named =
    subject.class === 'session_command'
      ? choiceFault('command', subject.command, COMMANDS)
      : nameFault('work', subject.work);
  const joined = slot.type === 'join' ? nameFault('merge_key', slot.merge_key) : null;
  return (
    choiceFault('class', subject.class, ['session_command', 'turn_work']) ??
    choiceFault('slot', slot.type, ['exclusive', 'join']) ??
    named ??
    joined ??
    choiceFault('delivery', delivery, DELIVERY_POLICIES) ??
    jsonFault('payload', payload)
  );
}

function inputFault({ target, payload, source_key }: InputDraft): Fault {
  const keyed = source_key === null ? null : nameFault('source_key', source_key);
  return keyed ?? targetFault(target) ?? jsonFault('payload', payload);
}

function targetFault(target: InputTarget): Fault {
  if (target.type === 'next_turn') return null;
  return (
    choiceFault('target', target.type, ['active_turn', 'next_turn']) ??
    wholeFault('turn_index', target.turn_index, 0) ??
    choiceFault('min_boundary', target.min_boundary, INPUT_BOUNDARIES)
  );
}

function savingFault({ fence, turn_index, state, defers }: CheckpointRequest): Fault {
  const deferred = defers === null ? null : wholeFault('defers', defers, 0);
  return (
    fenceFault(fence) ??
    wholeFault('turn_index', turn_index, 0) ??
    deferred ??
    jsonFault('state', state)
  );
}

function commitFault(request: CommitRequest): Fault {
  const { commit_id, completes } = request;
  return (
    nameFault('commit_id', commit_id) ??
    savingFault(request) ??
    referencesFault(completes.work.map(({ work_id, fence }) => [work_id, fence])) ??
    referencesFault(completes.inputs.map(({ input_id, fence }) => [input_id, fence]))
  );
}

/** Of row id and fence. A row that is named twice would be counted twice. */
function referencesFault(references: readonly (readonly [number, number])[]): Fault {
  if (references.length > MAX_ROWS) return `at most ${MAX_ROWS} rows are completed at once`;
  const ids = new Set<number>();
  for (const [row_id, fence] of references) {
    const fault = wholeFault('the id of a claimed row', row_id, 1) ?? fenceFault(fence);
    if (fault !== null) return fault;
    if (ids.has(row_id)) return `row ${row_id} is named twice`;
    ids.add(row_id);
  }
  return null;
}

function jsonFault(what: string, value: Json): Fault {
  try {
    if (canonicalJson(value).length <= MAX_CONTENT_CHARS) return null;
    return `${what} is at most ${MAX_CONTENT_CHARS} characters of JSON`;
  } catch (thrown) {
    return `${what} is JSON (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  }
}
