// What checks look at: the evidence and what follows from it, each worked out once and only if asked for.
// What cannot be worked out throws when it is asked for, so that each check that needs it is undecided.

import type { ReadingDigests } from '../model/digest.js';
import { digestReading } from '../model/digest.js';
import type { Account } from './account/account.js';
import { damageOf } from './account/account.js';
import { accountReading } from './account/account-reading.js';
import { countContended } from './contended.js';
import type { EscalationTally } from './escalation-tally.js';
import { tallyEscalations } from './escalation-tally.js';
import type { Evidence, FinalState } from './evidence.js';
import type { Expectation } from './oracle.js';
import { expectFrom } from './oracle.js';
import { placeOfFinal } from './place.js';

export interface Examination extends Evidence {
  readonly expectation: Expectation;
  /** One per final state, in their order. */
  readonly accounts: readonly Account[];
  /** The account the counts are taken from: of the reading with most damage; undefined without finals. */
  readonly worst: Account | undefined;
  /** The digests of the final readings as the judge computes them, in their order. */
  readonly digests: readonly ReadingDigests[];
  readonly escalations: EscalationTally;
  /** Rounds and fields in which two agents or more wrote without a causal order. */
  readonly contended: number;
}

export function examine(given: Evidence): Examination {
  const evidence = { ...given, finals: inAgentOrder(given.finals) };
  const { ledger, finals } = evidence;
  const expectation = once(() => expectFrom(ledger));
  const accounts = once(() =>
    finals.map((final) =>
      accountReading(final.reading, expectation(), placeOfFinal(ledger, final)),
    ),
  );
  const worst = once(() => accounts().reduce(worseOf, undefined));
  const digests = once(() => finals.map(({ reading }) => digestReading(reading)));
  const escalations = once(() => tallyEscalations(evidence, expectation()));
  const contended = once(() => countContended(ledger));
  return {
    ...evidence,
    get expectation() {
      return expectation();
    },
    get accounts() {
      return accounts();
    },
    get worst() {
      return worst();
    },
    get digests() {
      return digests();
    },
    get escalations() {
      return escalations();
    },
    get contended() {
      return contended();
    },
  };
}

/** By their first agent, so that no judgement depends on which thread answered first. */
function inAgentOrder(finals: readonly FinalState[]): readonly FinalState[] {
  return finals
    .map((final) => ({ ...final, agent_indexes: [...final.agent_indexes].sort((a, b) => a - b) }))
    .sort((left, right) => (left.agent_indexes[0] ?? 0) - (right.agent_indexes[0] ?? 0));
}

function once<T>(work: () => T): () => T {
  let done: { readonly result: T } | undefined;
  return () => (done ??= { result: work() }).result;
}

/** More damage first, then more wrong authors, then fewer right ones; the earlier one where all is equal. */
function worseOf(known: Account | undefined, other: Account): Account {
  if (!known) return other;
  const difference =
    damageOf(known) - damageOf(other) ||
    known.wrong_claims.count - other.wrong_claims.count ||
    other.attributed_count - known.attributed_count;
  return difference < 0 ? other : known;
}
