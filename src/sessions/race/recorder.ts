// Writes down what agents do: every call with its interval for the history, and how long the answers took.

import { LatencyHistogram } from '../../metrics/histogram.js';
import type { PortableHistogram } from '../../model/latency.js';
import type { HistoryEntry } from '../history.js';
import type { Answer, StoreMethod } from '../store.js';
import type { CallRequest } from './asking.js';
import type { SessionPhase } from './race-terms.js';

/** Who calls. */
export interface Caller {
  readonly agent: number;
  readonly incarnation: number;
  readonly thread: number;
}

export interface CallRecorder {
  /** Before the call; answers with what is to be said after it. */
  began(caller: Caller, request: CallRequest): (answer: Answer<unknown> | null) => void;
}

export type PhaseLatencies = Readonly<Record<SessionPhase, PortableHistogram | null>>;

const PHASE_OF: { readonly [M in StoreMethod]?: SessionPhase } = {
  tryClaimLease: 'claim',
  commit: 'commit',
  submitInput: 'ingress',
  enqueueWork: 'ingress',
  reclaimLease: 'reclaim',
};

/** Keeps the entries, in the order in which they were answered. */
export class HistoryRecorder implements CallRecorder {
  readonly entries: HistoryEntry[] = [];
  readonly #instant: () => number;

  /** `instant`: nanoseconds since the race's start. */
  constructor(instant: () => number) {
    this.#instant = instant;
  }

  began(caller: Caller, request: CallRequest): (answer: Answer<unknown> | null) => void {
    const began_ns = this.#instant();
    return (answer) => {
      const answered_ns = this.#instant();
      const ended_ns = answer === null ? Infinity : answered_ns;
      this.entries.push(entryOf(caller, request, answer, { began_ns, ended_ns }));
    };
  }
}

/** The compiler does not see that an answer is one to its own request. */
export function entryOf(
  caller: Caller,
  request: CallRequest,
  answer: Answer<unknown> | null,
  interval: Pick<HistoryEntry, 'began_ns' | 'ended_ns'>,
): HistoryEntry {
  return { ...request, answer, ...caller, ...interval } as HistoryEntry;
}

/** Of every call that was answered, whatever the answer was. Taken afterwards, so that nothing is measured twice. */
export function latenciesOf(entries: readonly HistoryEntry[]): PhaseLatencies {
  return {
    claim: latencyOf(entries, 'claim'),
    commit: latencyOf(entries, 'commit'),
    ingress: latencyOf(entries, 'ingress'),
    reclaim: latencyOf(entries, 'reclaim'),
  };
}

export const NOTHING_TIMED: PhaseLatencies = {
  claim: null,
  commit: null,
  ingress: null,
  reclaim: null,
};

function latencyOf(
  entries: readonly HistoryEntry[],
  phase: SessionPhase,
): PortableHistogram | null {
  const timed = entries.filter(
    ({ method, answer }) => PHASE_OF[method] === phase && answer !== null,
  );
  if (timed.length === 0) return null;
  const histogram = new LatencyHistogram();
  for (const { began_ns, ended_ns } of timed) histogram.record(ended_ns - began_ns);
  return histogram.portable();
}
