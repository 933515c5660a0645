// What an agent has before it: who it is, what it believes to hold, and what is left of an earlier life.

import type { Answer, ClaimedLease } from '../store.js';
import type { CommitRequest, InputReference, Owner, WorkReference } from '../terms.js';
import type { Lives } from './lives.js';
import type { Caller } from './recorder.js';
import type { AgentPlan } from './turn-plan.js';

/** Of one acquisition; whether it still holds, only the store knows. */
export interface Holding {
  readonly session_id: string;
  readonly fence: number;
  /** The turn that the session is in now: one above that of its state. */
  readonly turn_index: number;
  readonly work: WorkReference[];
  readonly inputs: InputReference[];
}

/** What the last life had in hand when it ended. */
export interface Remains {
  readonly holding: Holding;
  /** The commit it died in. */
  readonly request: CommitRequest | null;
}

export class Desk {
  readonly ttl_ms: number;
  readonly #plan: AgentPlan;
  readonly #lives: Lives;
  readonly #seat: Omit<Caller, 'incarnation'>;
  #incarnation = 0;
  holding: Holding | null = null;
  remains: Remains | null = null;
  /** Lives that ended with a lease in hand. */
  abandoned = 0;

  constructor(
    plan: AgentPlan,
    lives: Lives,
    { thread, ttl_ms }: { thread: number; ttl_ms: number },
  ) {
    this.ttl_ms = ttl_ms;
    this.#plan = plan;
    this.#lives = lives;
    this.#seat = { agent: plan.agent, thread };
    lives.begin(plan.agent, 0);
  }

  get owner(): Owner {
    return this.#lives.ownerOf(this.#plan.agent, this.#incarnation, this.#plan.liveness);
  }

  caller(): Caller {
    return { ...this.#seat, incarnation: this.#incarnation };
  }

  /** A turn that ended before its commit leaves its lease to expire, and its claims to be tried later. */
  letGo(): void {
    if (this.holding) this.remains = { holding: this.holding, request: null };
    this.holding = null;
  }

  /** Ends this life with what it has in hand and begins the next. */
  reincarnate(request: CommitRequest | null): void {
    if (this.holding) {
      this.remains = { holding: this.holding, request };
      this.abandoned += 1;
    }
    this.holding = null;
    this.#incarnation += 1;
    this.#lives.begin(this.#plan.agent, this.#incarnation);
  }
}

/** The fence where the lease was acquired. */
export function fenceOf(answer: Answer<ClaimedLease>): number | null {
  return answer.ok && answer.value.type === 'acquired' ? answer.value.lease.fence : null;
}
