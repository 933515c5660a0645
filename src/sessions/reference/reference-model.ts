// The session store once more, sequential, small and written unlike the stores: an answer changes nothing but says what
// has happened, and every call is answered from what that comes to. Stores are compared with it call by call, and the linearizability of histories is
// judged against it. It takes its arguments as checked, and knows one timeline of the clock.

import type { ProcessLookup } from '../operation.js';
import type { ArgsOf, Answer, StoreMethod, ValueOf } from '../store.js';
import type { Chronicle } from './chronicle.js';
import { NOTHING_YET, tellOn } from './chronicle.js';
import type { RowIds, SessionEvent } from './events.js';
import type { Outcome, Past } from './past.js';
import { answerCancel, answerClaimInputs, answerPending, answerSubmit } from './input-answers.js';
import {
  answerInspect,
  answerReclaim,
  answerRelease,
  answerRenew,
  answerTryClaim,
} from './lease-answers.js';
import { answerCheckpoint, answerCommit, answerReadState } from './saving-answers.js';
import {
  answerCompleteWork,
  answerEnqueue,
  answerLeadingCommand,
  answerOpenWork,
  answerReadyWork,
} from './work-answers.js';

type Answers = {
  readonly [M in StoreMethod]: (past: Past, args: ArgsOf<M>) => Outcome<ValueOf<M>>;
};

const answers: Answers = {
  tryClaimLease: answerTryClaim,
  renewLease: answerRenew,
  reclaimLease: answerReclaim,
  releaseLease: answerRelease,
  inspectLease: answerInspect,
  enqueueWork: answerEnqueue,
  claimLeadingCommand: answerLeadingCommand,
  claimReadyWork: answerReadyWork,
  completeWork: answerCompleteWork,
  openWork: answerOpenWork,
  submitInput: answerSubmit,
  claimInputs: answerClaimInputs,
  pendingInputs: answerPending,
  cancelInput: answerCancel,
  checkpoint: answerCheckpoint,
  commit: answerCommit,
  readState: answerReadState,
};

export interface ReferenceStart {
  /** Whom a reclaimer finds dead; nobody by default. */
  readonly processes?: ProcessLookup;
  readonly now_ms?: number;
}

export class ReferenceModel {
  /** The instant at which the next call takes effect. */
  now_ms: number;
  /** What the next rows are named; they rise by one. A judge sets them to what the store has given. */
  next_ids: RowIds = { work: 1, input: 1 };
  readonly #processes: ProcessLookup;
  #told: ReadonlyMap<string, Chronicle> = new Map();

  constructor({ processes = { isDefinitelyDead: () => false }, now_ms = 0 }: ReferenceStart = {}) {
    this.#processes = processes;
    this.now_ms = now_ms;
  }

  /** Goes on independently; costs nothing, whatever has happened: chronicles are shared and never changed. */
  clone(): ReferenceModel {
    const other = new ReferenceModel({ processes: this.#processes, now_ms: this.now_ms });
    other.next_ids = this.next_ids;
    other.#told = this.#told;
    return other;
  }

  /** Takes effect at `now_ms`. The messages of errors are its own; codes and values are those of every store. */
  call<M extends StoreMethod>(method: M, args: ArgsOf<M>): Answer<ValueOf<M>> {
    const { session_id } = args;
    const told = this.told(session_id);
    const { answer, happened } = answers[method](this.#past(session_id, told), args);
    const after = happened.filter(saysSomething);
    if (after.length > 0) {
      this.#told = new Map(this.#told).set(session_id, after.reduce(tellOn, told));
    }
    for (const event of after) this.next_ids = idsAfter(this.next_ids, event);
    return answer;
  }

  /** What its events so far come to. */
  told(session_id: string): Chronicle {
    return this.#told.get(session_id) ?? NOTHING_YET;
  }

  #past(session_id: string, told: Chronicle): Past {
    const { now_ms, next_ids } = this;
    const isDefinitelyDead = (owner: Parameters<ProcessLookup['isDefinitelyDead']>[0]) =>
      this.#processes.isDefinitelyDead(owner);
    return { session_id, told, now_ms, isDefinitelyDead, next_ids };
  }
}

/** A claim or completion of nothing is no event. */
function saysSomething(event: SessionEvent): boolean {
  return !('ids' in event) || event.ids.length > 0;
}

function idsAfter(ids: RowIds, event: SessionEvent): RowIds {
  if (event.type === 'work_enqueued') return { ...ids, work: event.work.work_id + 1 };
  if (event.type === 'input_submitted') return { ...ids, input: event.input.input_id + 1 };
  return ids;
}
