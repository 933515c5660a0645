// What racing workers did to a store, as they saw it: one entry per call with the interval in which it took
// effect. Written by a race, judged by the properties; plain data, so that a history can be judged again from disk.

import type { ArgsOf, Answer, StoreMethod, ValueOf } from './store.js';

/** One call, typed by its method. */
export type Call = {
  [M in StoreMethod]: {
    readonly method: M;
    readonly args: ArgsOf<M>;
    /** Null: the caller died before it had the answer; whether it took effect is not known. */
    readonly answer: Answer<ValueOf<M>> | null;
  };
}[StoreMethod];

export type HistoryEntry = Call & {
  /** Index of the racing agent. */
  readonly agent: number;
  /** Its incarnation, from 0. */
  readonly incarnation: number;
  /** Index of the thread that made the call. */
  readonly thread: number;
  /** On the clock all threads share, after the race's start. */
  readonly began_ns: number;
  /** Infinity where there is no answer. */
  readonly ended_ns: number;
};

export interface RaceHistory {
  readonly seed: number;
  readonly sessions: readonly string[];
  readonly agents: number;
  /** By `began_ns`. */
  readonly entries: readonly HistoryEntry[];
  /** What the store held after the race and the drain, per session. */
  readonly finals: readonly SessionFinal[];
}

export interface SessionFinal {
  readonly session_id: string;
  readonly lease: ValueOf<'inspectLease'>;
  readonly open_work: ValueOf<'openWork'>;
  readonly pending_inputs: ValueOf<'pendingInputs'>;
  readonly state: ValueOf<'readState'>;
}
