// Histories of a correct store under workers whose calls overlap: each call begins, takes effect and ends at moments
// of its own, drawn from a seed; some workers die before they hear the answer, before or after the effect.

import type { HistoryEntry, RaceHistory, SessionFinal } from '../../../../src/sessions/history.js';
import { createMemoryStore } from '../../../../src/sessions/memory/memory-store.js';
import { createRandom } from '../../../../src/model/random.js';
import type { Random } from '../../../../src/model/random.js';
import type { Operations } from '../../../../src/sessions/operation.js';
import { ManualClock } from '../../../../src/sessions/session-clock.js';
import type { Answer, StoreMethod, SyncSessionStore } from '../../../../src/sessions/store.js';
import type { Owner } from '../../../../src/sessions/terms.js';
import {
  command,
  commitOf,
  joining,
  nextTurnInput,
  turnWork,
  valueOf,
} from '../../support/scene.js';
import { activeInput } from '../../support/scene.js';

export interface Simulation {
  readonly seed: number;
  readonly workers: number;
  readonly steps: number;
  readonly operations?: Operations;
}

interface Request {
  readonly method: StoreMethod;
  readonly args: object;
}

interface Flight {
  readonly request: Request;
  readonly began_ns: number;
  answer: Answer<unknown> | null;
}

interface Worker {
  readonly index: number;
  incarnation: number;
  flight: Flight | null;
  fence: number;
  work: { work_id: number; fence: number }[];
  inputs: { input_id: number; fence: number }[];
  commits: number;
}

const SESSIONS = ['s1', 's2'];
const NS_PER_MS = 1e6;

export function simulateHistory(simulation: Simulation): RaceHistory {
  return new Simulator(simulation).run();
}

class Simulator {
  readonly #random: Random;
  readonly #clock = new ManualClock();
  readonly #store: SyncSessionStore;
  readonly #workers: readonly Worker[];
  readonly #entries: HistoryEntry[] = [];
  readonly #dead = new Set<string>();
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#random = createRandom(simulation.seed);
    const { operations } = simulation;
    this.#store = createMemoryStore({
      clock: this.#clock,
      processes: {
        isDefinitelyDead: ({ liveness, incarnation_id }) =>
          liveness.type === 'local_process' && this.#dead.has(incarnation_id),
      },
      ...(operations && { operations }),
    });
    this.#workers = Array.from({ length: simulation.workers }, (_, index) => newWorker(index));
  }

  run(): RaceHistory {
    for (let step = 0; step < this.#simulation.steps; step += 1)
      this.#move(this.#draw(this.#workers));
    for (const worker of this.#workers) this.#land(worker);
    const { seed, workers: agents } = this.#simulation;
    const entries = [...this.#entries].sort((one, other) => one.began_ns - other.began_ns);
    const finals = SESSIONS.map((session_id) => this.#final(session_id));
    return { seed, sessions: SESSIONS, agents, entries, finals };
  }

  /** A worker goes one moment on: it begins a call, or the call takes effect, or it is answered. */
  #move(worker: Worker): void {
    if (this.#random.fraction() < 0.05) this.#clock.advance(this.#random.integer(1, 30));
    if (!worker.flight) worker.flight = this.#begin(worker);
    else if (this.#random.fraction() < 0.03) this.#die(worker);
    else if (!worker.flight.answer) worker.flight.answer = this.#carryOut(worker.flight.request);
    else this.#land(worker);
  }

  #begin(worker: Worker): Flight {
    return { request: this.#request(worker), began_ns: this.#tick(), answer: null };
  }

  #carryOut({ method, args }: Request): Answer<unknown> {
    this.#tick();
    const call = this.#store[method] as (args: unknown) => Answer<unknown>;
    return call(args);
  }

  #land(worker: Worker): void {
    const { flight } = worker;
    if (!flight) return;
    flight.answer ??= this.#carryOut(flight.request);
    this.#learn(worker, flight);
    this.#add(worker, flight, this.#tick());
    worker.flight = null;
  }

  #die(worker: Worker): void {
    const { flight } = worker;
    if (!flight || 'ttl_ms' in flight.request.args) return;
    this.#add(worker, { ...flight, answer: null }, Infinity);
    this.#dead.add(ownerOf(worker).incarnation_id);
    Object.assign(worker, newWorker(worker.index), { incarnation: worker.incarnation + 1 });
  }

  #request(worker: Worker): Request {
    const session_id = this.#draw(SESSIONS);
    const { method, args } = this.#draw(this.#choices(worker))();
    return { method, args: { session_id, ...args } };
  }

  #choices(worker: Worker): readonly (() => Request)[] {
    const { fence } = worker;
    const ttl_ms = this.#random.integer(5, 60);
    const lease = { owner: ownerOf(worker), ttl_ms };
    const drafts = [turnWork(), command(), joining('k'), joining('k')];
    const inputs = [nextTurnInput('x', this.#draw(['a', 'b', null])), activeInput('y', 1)];
    const always = [
      asked('tryClaimLease', lease),
      asked('tryClaimLease', lease),
      asked('reclaimLease', {
        claimant: lease.owner,
        ttl_ms,
        observed_fence: this.#random.integer(1, 6),
      }),
      asked('inspectLease', {}),
      asked('enqueueWork', { draft: this.#draw(drafts) }),
      asked('submitInput', { draft: this.#draw(inputs) }),
      asked('openWork', {}),
      asked('pendingInputs', {}),
      asked('readState', {}),
      asked('cancelInput', { input_id: this.#random.integer(1, 8) }),
    ];
    return fence === 0 ? always : [...always, ...this.#holding(worker, ttl_ms)];
  }

  #holding(worker: Worker, ttl_ms: number): readonly (() => Request)[] {
    const { fence } = worker;
    const [work, inputs] = [[...worker.work], [...worker.inputs]];
    const max = this.#random.integer(1, 3);
    const turn_index = this.#random.integer(1, 2);
    const commit_id = `${ownerOf(worker).incarnation_id}-${worker.commits - this.#random.integer(0, 1)}`;
    const request = commitOf(fence, {
      commit_id,
      turn_index,
      completes: { work, inputs },
      defers: 1,
    });
    return [
      asked('renewLease', { fence, ttl_ms }),
      asked('releaseLease', { fence }),
      asked('claimLeadingCommand', { fence }),
      asked('claimReadyWork', { fence, boundary: 'idle', max }),
      asked('claimInputs', { fence, selection: { type: 'next_turn' }, max }),
      asked('completeWork', { claims: work }),
      asked('checkpoint', { request: { fence, turn_index, state: 'saved', defers: 1 } }),
      asked('commit', { request }),
      asked('commit', { request }),
    ];
  }

  /** What a worker makes of its answer; it may believe what is not so any more. */
  #learn(worker: Worker, { request, answer }: Flight): void {
    const value: unknown = answer?.ok ? answer.value : null;
    if (hasLease(value)) Object.assign(worker, { fence: value.lease.fence, work: [], inputs: [] });
    if (request.method === 'commit')
      Object.assign(worker, { work: [], inputs: [], commits: worker.commits + 1 });
    const claims = Array.isArray(value) ? (value as object[]) : [value];
    for (const claim of claims) {
      if (isWorkClaim(claim)) worker.work.push({ work_id: claim.work.work_id, fence: claim.fence });
      if (isInputClaim(claim))
        worker.inputs.push({ input_id: claim.input.input_id, fence: claim.fence });
    }
  }

  #add({ index, incarnation }: Worker, flight: Flight, ended_ns: number): void {
    const { request, answer, began_ns } = flight;
    const entry = {
      ...request,
      answer,
      agent: index,
      incarnation,
      thread: index,
      began_ns,
      ended_ns,
    };
    this.#entries.push(entry as HistoryEntry);
  }

  #final(session_id: string): SessionFinal {
    return {
      session_id,
      lease: valueOf(this.#store.inspectLease({ session_id })),
      open_work: valueOf(this.#store.openWork({ session_id })),
      pending_inputs: valueOf(this.#store.pendingInputs({ session_id })),
      state: valueOf(this.#store.readState({ session_id })),
    };
  }

  #tick(): number {
    this.#clock.advance(1 / 8);
    return this.#clock.now_ms() * NS_PER_MS;
  }

  #draw<T>(list: readonly T[]): T {
    return list[this.#random.integer(0, list.length - 1)] as T;
  }
}

function newWorker(index: number): Worker {
  return { index, incarnation: 0, flight: null, fence: 0, work: [], inputs: [], commits: 1 };
}

function ownerOf({ index, incarnation }: Worker): Owner {
  const incarnation_id = `${index}.${incarnation}`;
  const place = { host: 'h', boot_id: 'b', pid: index + 1, started: incarnation_id };
  const liveness = index % 2 === 0 ? { type: 'local_process' as const, ...place } : OPAQUE;
  return { owner_id: `worker-${index}`, incarnation_id, liveness };
}

const OPAQUE = { type: 'opaque' } as const;

function asked(method: StoreMethod, args: object): () => Request {
  return () => ({ method, args });
}

function hasLease(value: unknown): value is { readonly lease: { readonly fence: number } } {
  return isRecord(value) && isRecord(value['lease']) && 'type' in value;
}

function isWorkClaim(
  value: unknown,
): value is { readonly work: { readonly work_id: number }; readonly fence: number } {
  return isRecord(value) && isRecord(value['work']) && typeof value['fence'] === 'number';
}

function isInputClaim(
  value: unknown,
): value is { readonly input: { readonly input_id: number }; readonly fence: number } {
  return isRecord(value) && isRecord(value['input']) && typeof value['fence'] === 'number';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
