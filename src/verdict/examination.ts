// What checks look at: the evidence and what follows from it, each worked out once and only if asked for.
// What cannot be worked out throws when it is asked for, so that each check that needs it is undecided.

import type { Concurrency } from '../model/concurrency.js';
import type { ReadingDigests } from '../model/digest.js';
import { digestReading } from '../model/digest.js';
import type { Account } from './account/account.js';
import { damageOf } from './account/account.js';
import { accountReading } from './account/account-reading.js';
import { countContended } from './concurrency/contended.js';
import { measureConcurrency } from './concurrency/measure-concurrency.js';
import { traceConcurrency, traceIntended } from './concurrency/trace.js';
import type { Watch } from './account/watched-damage.js';
import type { Ending } from './ending.js';
import type { EscalationTally } from './escalation-tally.js';
import { tallyEscalations } from './escalation-tally.js';
import type { Evidence, FinalState } from './evidence.js';
import { expectEvidence } from './expect-evidence.js';
import type { Expectations } from './expectations.js';
import { groupBy } from './grouping.js';
import { placeOfFinal } from './place.js';
import type { Threat } from './reuse.js';
import { threatOf } from './reuse.js';

export interface Examination extends Evidence {
  /** Final readings in their order, each split by what its replicas had received. */
  readonly endings: readonly Ending[];
  /** One per ending, in their order. */
  readonly accounts: readonly Account[];
  /** The account the counts are taken from: of the reading with most damage; undefined without finals. */
  readonly worst: Account | undefined;
  /** The digests of the final readings as the judge computes them, in their order. */
  readonly digests: readonly ReadingDigests[];
  readonly escalations: EscalationTally;
  /** By the causal order of what was written. */
  readonly concurrency: Concurrency;
  /** Rounds and fields with writes that met another agent's without a causal order, but for one by a shared store. */
  readonly contended: number;
  /** Whose operations may have been numbered as earlier ones of theirs. */
  readonly threat: Threat;
}

/** @param block_units how many units of the history are followed at once */
export function examine(given: Evidence, block_units?: number): Examination {
  const evidence = { ...given, finals: inAgentOrder(given.finals) };
  const { ledger, finals, coordination } = evidence;
  const expectations = once(() => expectEvidence(evidence, block_units));
  const threat = once(() => threatOf(ledger));
  const accounts = once(() => accountsOf(evidence, expectations(), threat()));
  const worst = once(() => accounts().reduce(worseOf, undefined));
  const digests = once(() => finals.map(({ reading }) => digestReading(reading)));
  const escalations = once(() => tallyEscalations(evidence, expectations()));
  const concurrency = once(() => {
    const traced = traceConcurrency(ledger, block_units);
    return { counts: measureConcurrency(traced), contended: countContended(traced) };
  });
  const intended = once(() => countContended(traceIntended(ledger)));
  return {
    ...evidence,
    get endings() {
      return expectations().endings;
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
    get concurrency() {
      return concurrency().counts;
    },
    get contended() {
      return coordination ? intended() : concurrency().contended;
    },
    get threat() {
      return threat();
    },
  };
}

/** Group by group, for each group has an expectation of its own; handed out in the order of endings. */
function accountsOf(
  { ledger }: Evidence,
  expectations: Expectations,
  threat: Threat,
): readonly Account[] {
  const { endings } = expectations;
  const watch: Watch = ({ write, round }) => round >= (threat.get(write.agent_id) ?? Infinity);
  const accounts = new Map<Ending, Account>();
  for (const [group, members] of groupBy(endings, (ending) => ending.group)) {
    const expectation = expectations.expectationOf(group);
    for (const ending of members) {
      const place = placeOfFinal(ledger, ending);
      accounts.set(ending, accountReading(ending.reading, expectation, place, watch));
    }
  }
  return endings.flatMap((ending) => accounts.get(ending) ?? []);
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

/**
 * More damage first, then more wrong authors, then fewer right ones, then more that was not delivered; the
 * earlier one where all is equal.
 */
function worseOf(known: Account | undefined, other: Account): Account {
  if (!known) return other;
  const difference =
    damageOf(known) - damageOf(other) ||
    known.wrong_claims.count - other.wrong_claims.count ||
    other.attributed_count - known.attributed_count ||
    known.fates.not_delivered - other.fates.not_delivered;
  return difference < 0 ? other : known;
}
