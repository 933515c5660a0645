// What was seen of a store while workers took turns: each call with its answer, when it was answered, and what was
// certain of the lease just before. Certain from answers alone: the judge reads no row of the judged.

import type { ArgsOf, Answer, StoreMethod, ValueOf } from '../store.js';
import type { Owner } from '../terms.js';

/** A call with its answer, typed by its method. */
type AnsweredCall = {
  readonly [M in StoreMethod]: {
    readonly method: M;
    readonly args: ArgsOf<M>;
    readonly answer: Answer<ValueOf<M>>;
  };
}[StoreMethod];

/** Who holds a session's lease by the last answer that granted it. */
export interface Holding {
  readonly owner: Owner;
  readonly fence: number;
  /** On the monotonic clock, from what was asked for. */
  readonly until_ms: number;
}

/** A holding at an instant. */
export interface SeenHolding extends Holding {
  readonly live: boolean;
  /** Its process is gone, whether it has expired or not. */
  readonly dead: boolean;
}

export type Event = AnsweredCall & {
  /** On the monotonic clock, when it was answered. */
  readonly at_ms: number;
  /** How many rows the call wrote, in all its steps. */
  readonly writes: number;
  /** Of the call's session; null: released, or never held. */
  readonly holding: SeenHolding | null;
  /** An accepted commit whose id had been accepted before. */
  readonly replayed: boolean;
};

export interface Acquisition extends Holding {
  readonly event: Event;
}

/** What the event granted, if it granted a lease. */
export function acquisitionOf(event: Event): Acquisition | null {
  if (event.method !== 'tryClaimLease' && event.method !== 'reclaimLease') return null;
  if (!event.answer.ok || event.answer.value.type === 'busy') return null;
  const owner = event.method === 'reclaimLease' ? event.args.claimant : event.args.owner;
  const { fence } = event.answer.value.lease;
  return { event, owner, fence, until_ms: event.at_ms + event.args.ttl_ms };
}

export function acquisitionsOf(events: readonly Event[]): readonly Acquisition[] {
  return events.flatMap((event) => acquisitionOf(event) ?? []);
}

export function isSameIncarnation(one: Owner, other: Owner): boolean {
  return one.owner_id === other.owner_id && one.incarnation_id === other.incarnation_id;
}

/** Whether a claim under that fence lives where the event took effect. */
export function holdsLive({ holding }: Event, fence: number): boolean {
  return holding !== null && holding.live && holding.fence === fence;
}
