// What a correct strategy must hold and surface, from the ledger alone. No strategy is asked.

import type { Write } from '../model/write.js';
import type { ExpectedConflict } from './conflict.js';
import { conflictKey, spellWrite } from './conflict.js';
import type { Contribution } from './contribution.js';
import { FieldHistory } from './field-history.js';
import { groupBy } from './grouping.js';
import type { Ledger } from './ledger.js';

/**
 * The conflicts of the fields written in one round, null where there is one no more. A write to a field in
 * conflict always changes it: every write either contends or supersedes.
 */
export type ConflictChanges = ReadonlyMap<string, ExpectedConflict | null>;

export interface Expectation {
  /** By field, every field ever written. */
  readonly histories: ReadonlyMap<string, FieldHistory>;
  /** Every contribution issued, at the index that is its id. */
  readonly contributions: readonly Contribution[];
  /** One entry per round: what its exchange changes. */
  readonly changes: readonly ConflictChanges[];
}

/**
 * Follows the ledger round by round.
 * @throws Error where a round was not delivered to everyone: what replicas hold after it is not one state.
 */
export function expectFrom(ledger: Ledger): Expectation {
  if (!ledger.delivered) throw new Error('a round was issued and not delivered to everyone');
  return new Oracle(ledger).expectation();
}

/** The conflicts a strategy must have surfaced by the end, each once, in order. */
export function expectedEscalations({ changes }: Expectation): readonly ExpectedConflict[] {
  return changes.flatMap((round) => [...round.values()].filter((conflict) => conflict !== null));
}

class Oracle {
  readonly #ledger: Ledger;
  readonly #histories = new Map<string, FieldHistory>();
  readonly #contributions: Contribution[] = [];
  readonly #standing = new Set<string>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  expectation(): Expectation {
    const changes = this.#ledger.rounds.map((writes, round) => this.#follow(writes, round));
    return { histories: this.#histories, contributions: this.#contributions, changes };
  }

  #follow(writesPerAgent: readonly (readonly Write[])[], round: number): ConflictChanges {
    const changes = new Map<string, ExpectedConflict | null>();
    for (const [field, writes] of groupBy(writesPerAgent.flat(), byField)) {
      const history = this.#historyOf(field);
      history.add(writes, round, this.#ledger, (text, write) => this.#number(text, write, round));
      const change = this.#changeOf(history, round);
      if (change !== undefined) changes.set(field, change);
    }
    return changes;
  }

  /** The conflict that stands now, null where one does no more, undefined where none ever did. */
  #changeOf(history: FieldHistory, round: number): ExpectedConflict | null | undefined {
    const { field } = history;
    const contenders = history.contenders();
    if (contenders.length === 0) return this.#standing.delete(field) ? null : undefined;
    this.#standing.add(field);
    return { field, round, contenders, key: conflictKey(field, contenders.map(spellWrite)) };
  }

  #historyOf(field: string): FieldHistory {
    const known = this.#histories.get(field);
    if (known) return known;
    const history = new FieldHistory(field);
    this.#histories.set(field, history);
    return history;
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
