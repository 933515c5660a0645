// Who has seen what. A write supersedes what its author had seen and is concurrent with everything else, so
// this decides what a conflict is. Wherever it is not known whether an author had seen something, the answer
// is no: a needless escalation asks a question, a needless supersession loses a write.
//
// The rules are those of program order and message passing (Lamport, "Time, clocks, and the ordering of
// events in a distributed system", 1978); a superstep is a barrier (Valiant, "A bridging model for parallel
// computation", 1990). Nothing of LangGraph is known here: runtime/ makes the scopes.

import type { JsonObject, Mark } from './key-terms.js';
import { beginSpan } from './moments.js';
import type { Span } from './moments.js';

/** The agent of whom nothing is known. */
export const ANONYMOUS = 'anonymous';

/** Scopes that share a beginning: the tasks of a run, or the one scope of a call. */
export interface Activity {
  readonly span: Span;
  /** The scope that it was begun in. */
  readonly enclosing: Origin | null;
}

/** What marks say of a scope, and all that they keep of it: not what it has read. */
export interface Origin {
  readonly activity: Activity;
  /** In the order of texts: a scope follows those of earlier supersteps of its activity. */
  readonly superstep: string;
}

interface Known {
  /** What was visible then had been read; 0 where it never read. */
  readonly read_at: number;
  readonly value: JsonObject | null;
}

export interface ScopeTerms {
  readonly agent_id: string;
  readonly origin: Origin;
  /** The scope that this one's activity was begun in, for what that one had seen by then. */
  readonly enclosing: Scope | null;
  /** Whether what `enclosing` read last counts as read here: where both are one line of code, it does. */
  readonly reads: 'own' | 'inherited';
}

/** One author's line of work on one store. */
export class Scope {
  readonly agent_id: string;
  readonly origin: Origin;
  readonly #enclosing: Scope | null;
  readonly #reads: ScopeTerms['reads'];
  readonly #known = new Map<string, Known>();

  constructor(terms: ScopeTerms) {
    this.agent_id = terms.agent_id;
    this.origin = terms.origin;
    this.#enclosing = terms.enclosing;
    this.#reads = terms.reads;
  }

  /** Notes that this value of an item was read, at a moment; null: that there is none. */
  noteRead(item: string, value: JsonObject | null, moment: number): void {
    this.#known.set(item, { read_at: moment, value });
  }

  /** Notes what was written: a later write of this scope is compared with it. */
  noteWrite(item: string, value: JsonObject | null): void {
    this.#known.set(item, { read_at: this.#known.get(item)?.read_at ?? 0, value });
  }

  /** What this scope takes the item to be, null for none; undefined where it has neither read nor written. */
  baseOf(item: string): JsonObject | null | undefined {
    const known = this.#known.get(item);
    if (known !== undefined || this.#reads === 'own') return known?.value;
    return this.#enclosing?.baseOf(item);
  }

  /**
   * Whether this scope had seen, by a moment, what carries that mark on that item.
   * @param by where left out: by now
   */
  sees(item: string, mark: Mark, by = Infinity): boolean {
    if (mark.arrival > by) return false;
    return this.#haveRead(item, mark, by) || this.#wrote(mark, by) || this.#follows(item, mark, by);
  }

  #haveRead(item: string, mark: Mark, by: number): boolean {
    const read_at = this.#known.get(item)?.read_at ?? 0;
    return mark.arrival <= read_at && read_at <= by;
  }

  /** Itself, in an earlier superstep of its activity, or in an activity of its own that had ended. */
  #wrote(mark: Mark, by: number): boolean {
    if (mark.scope === this.origin) return true;
    return lineage(mark).some(
      (origin) =>
        isEarlier(origin, this.origin) ||
        (origin.activity.enclosing === this.origin && endedBy(origin.activity.span, by)),
    );
  }

  /** What was there when the activity began; inside another scope, what that one had seen of it. */
  #follows(item: string, mark: Mark, by: number): boolean {
    const { begun_at } = this.origin.activity.span;
    if (this.#enclosing === null) return mark.arrival <= begun_at;
    return this.#enclosing.sees(item, mark, Math.min(by, begun_at));
  }
}

/** A scope of its own that begins now. */
export function beginScope(agentId: string): Scope {
  const origin: Origin = { activity: { span: beginSpan(), enclosing: null }, superstep: '' };
  return new Scope({ agent_id: agentId, origin, enclosing: null, reads: 'own' });
}

function isEarlier(origin: Origin, other: Origin): boolean {
  return origin.activity === other.activity && origin.superstep < other.superstep;
}

function endedBy(span: Span, moment: number): boolean {
  return span.ended_at !== null && span.ended_at <= moment;
}

/** The origin of a mark, then that of the scope its activity was begun in, and so on. */
function lineage(mark: Mark): readonly Origin[] {
  const origins: Origin[] = [];
  for (let origin = originOf(mark); origin !== null; origin = origin.activity.enclosing) {
    origins.push(origin);
  }
  return origins;
}

/** Marks carry any object; only the origins of scopes say something here. */
function originOf(mark: Mark): Origin | null {
  return mark.scope !== null && 'activity' in mark.scope ? (mark.scope as Origin) : null;
}
