// What a correct strategy must hold and surface where every pass reached everyone: one state for all replicas
// after each round, from the ledger alone. No strategy is asked. Where deliveries were partial, replicas are
// looked at one by one: see views/.

import type { Write } from '../model/write.js';
import type { ExpectedConflict } from './conflict.js';
import { conflictOf } from './standing-conflict.js';
import type { Contribution } from './contribution.js';
import { FieldFollower } from './field-follower.js';
import type { FieldHistory } from './field-history.js';
import { groupBy } from './grouping.js';
import type { Ledger } from './ledger.js';
import type { ViewExpectation } from './view-expectation.js';
import { NOTHING_ABSENT } from './view-expectation.js';

/**
 * The conflicts of the fields written in one round, null where there is one no more. A write to a field in
 * conflict always changes it: every write either contends or supersedes.
 */
export type ConflictChanges = ReadonlyMap<string, ExpectedConflict | null>;

/** What every replica must hold in the end, and what the conflicts were on the way. */
export interface Expectation extends ViewExpectation {
  /** One entry per round: what its exchange changes. */
  readonly changes: readonly ConflictChanges[];
}

/**
 * Follows the ledger round by round.
 * @throws Error where a round was not delivered to everyone: what replicas hold after it is not one state.
 */
export function expectFrom(ledger: Ledger): Expectation {
  if (!ledger.delivered) throw new Error('a round was issued and not delivered to everyone alike');
  return new Oracle(ledger).expectation();
}

/** The conflicts a strategy must have surfaced by the end, each once, in order. */
export function expectedEscalations({ changes }: Expectation): readonly ExpectedConflict[] {
  return changes.flatMap((round) => [...round.values()].filter((conflict) => conflict !== null));
}

class Oracle {
  readonly #ledger: Ledger;
  readonly #followers = new Map<string, FieldFollower>();
  readonly #histories = new Map<string, FieldHistory>();
  readonly #contributions: Contribution[] = [];
  readonly #standing = new Set<string>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  expectation(): Expectation {
    const changes = this.#ledger.rounds.map((writes, round) => this.#follow(writes, round));
    const contributions = this.#contributions;
    return { ...{ histories: this.#histories, contributions, changes }, absent: NOTHING_ABSENT };
  }

  #follow(writesPerAgent: readonly (readonly Write[])[], round: number): ConflictChanges {
    const changes = new Map<string, ExpectedConflict | null>();
    for (const [field, writes] of groupBy(writesPerAgent.flat(), byField)) {
      const follower = this.#followerOf(field);
      follower.add(writes, round, this.#ledger, (text, write) => this.#number(text, write, round));
      const change = this.#changeOf(follower.history, round);
      if (change !== undefined) changes.set(field, change);
    }
    return changes;
  }

  /** The conflict that stands now, null where one does no more, undefined where none ever did. */
  #changeOf(history: FieldHistory, round: number): ExpectedConflict | null | undefined {
    const conflict = conflictOf(history, round);
    if (!conflict) return this.#standing.delete(history.field) ? null : undefined;
    this.#standing.add(history.field);
    return conflict;
  }

  #followerOf(field: string): FieldFollower {
    const known = this.#followers.get(field);
    if (known) return known;
    const follower = new FieldFollower(field);
    this.#followers.set(field, follower);
    this.#histories.set(field, follower.history);
    return follower;
  }

  #number(text: string, write: Write, round: number): Contribution {
    const contribution = { id: this.#contributions.length, text, write, round };
    this.#contributions.push(contribution);
    return contribution;
  }
}

function byField({ field }: Write): string {
  return field;
}
