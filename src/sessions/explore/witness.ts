// Writes down what workers ask a store and what it answers, and follows the lease by the answers.

import type { SessionClock } from '../session-clock.js';
import type { Answer, ArgsOf, StoreMethod, ValueOf } from '../store.js';
import type { Owner } from '../terms.js';
import type { Event, Holding, SeenHolding } from './events.js';
import { acquisitionOf, isSameIncarnation } from './events.js';
import type { StepwiseMethods, StepwiseStore, Steps } from './steps.js';
import { mapMethods } from './steps.js';

/** The witness of one interleaving. */
export class Witness {
  readonly events: Event[] = [];
  readonly #clock: SessionClock;
  readonly #isDead: (owner: Owner) => boolean;
  readonly #holdings = new Map<string, Holding>();
  readonly #landed = new Set<string>();
  #writes = 0;

  constructor(clock: SessionClock, isDead: (owner: Owner) => boolean) {
    this.#clock = clock;
    this.#isDead = isDead;
  }

  /** To be called after each write of the store. */
  readonly wrote = (): void => {
    this.#writes += 1;
  };

  /** The store, with everything that it is asked written down. */
  watch({ methods }: StepwiseStore): StepwiseMethods {
    const methodOf = <M extends StoreMethod>(method: M): StepwiseMethods[M] => {
      const call = methods[method] as (args: ArgsOf<M>) => Steps<Answer<ValueOf<M>>>;
      const watched = (args: ArgsOf<M>) => this.#follow(method, args, call(args));
      return watched as StepwiseMethods[M];
    };
    return mapMethods(methodOf);
  }

  *#follow<M extends StoreMethod>(
    method: M,
    args: ArgsOf<M>,
    steps: Steps<Answer<ValueOf<M>>>,
  ): Steps<Answer<ValueOf<M>>> {
    let writes = 0;
    let before = this.#writes;
    for (let step = steps.next(); ; step = steps.next()) {
      writes += this.#writes - before;
      if (step.done === true) {
        this.#note({ method, args, answer: step.value, writes });
        return step.value;
      }
      yield;
      before = this.#writes;
    }
  }

  #note<M extends StoreMethod>(seen: {
    readonly method: M;
    readonly args: ArgsOf<M>;
    readonly answer: Answer<ValueOf<M>>;
    readonly writes: number;
  }): void {
    const holding = this.#holdingOf(seen.args.session_id);
    const at_ms = this.#clock.now_ms();
    // The compiler cannot see that method, arguments and answer belong together.
    const event = { ...seen, at_ms, holding, replayed: false } as unknown as Event;
    const replayed = !this.#isNew(event);
    this.events.push(replayed ? { ...event, replayed } : event);
    if (!replayed) this.#followLease(event);
  }

  #holdingOf(session_id: string): SeenHolding | null {
    const holding = this.#holdings.get(session_id);
    if (!holding) return null;
    const live = this.#clock.now_ms() < holding.until_ms;
    return { ...holding, live, dead: this.#isDead(holding.owner) };
  }

  #isNew({ method, args, answer }: Event): boolean {
    if (method !== 'commit' || !answer.ok) return true;
    const name = `${args.session_id}\0${args.request.commit_id}`;
    const known = this.#landed.has(name);
    this.#landed.add(name);
    return !known;
  }

  #followLease(event: Event): void {
    const { session_id } = event.args;
    const next = holdingAfter(event);
    if (next === null) this.#holdings.delete(session_id);
    else this.#holdings.set(session_id, next);
  }
}

function holdingAfter(event: Event): Holding | null {
  const { holding } = event;
  const acquired = acquisitionOf(event);
  if (acquired) return prolonged(holding, acquired);
  if (!holding || isReleasedBy(event, holding.fence)) return null;
  if (event.method !== 'renewLease' || !event.answer.ok) return holding;
  return { ...holding, until_ms: Math.max(holding.until_ms, event.at_ms + event.args.ttl_ms) };
}

/** The holder's own second claim shortens nothing. */
function prolonged(before: SeenHolding | null, { owner, fence, until_ms }: Holding): Holding {
  const isOwn = before?.live === true && isSameIncarnation(before.owner, owner);
  return { owner, fence, until_ms: isOwn ? Math.max(before.until_ms, until_ms) : until_ms };
}

function isReleasedBy(event: Event, fence: number): boolean {
  if (!event.answer.ok) return false;
  if (event.method === 'releaseLease') {
    return event.answer.value.released && event.args.fence === fence;
  }
  if (event.method !== 'commit') return false;
  return event.args.request.releases_lease && event.args.request.fence === fence;
}
