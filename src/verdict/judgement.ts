// What the judge hands out, named as in results.csv. What could not be worked out is null, never 0.

import { conflictShare } from '../model/concurrency.js';
import type { Outcome, Verdict } from '../model/verdict.js';
import type { Account } from './account/account.js';
import { damageOf } from './account/account.js';
import type { Finding } from './check.js';
import { coverageProblems } from './coverage.js';
import { divergencesOf } from './divergence.js';
import type { Examination } from './examination.js';
import type { FateCounts } from './fate.js';
import { totalOf } from './fate.js';
import { countIssued } from './issued.js';

export interface Counts {
  readonly converged: boolean | null;
  readonly writes_issued: number | null;
  readonly contributions_issued: number | null;
  /** This and what follows is of one final reading: where they differ, of the one with most damage. */
  readonly contributions_survived: number | null;
  readonly writes_lost: number | null;
  readonly writes_duplicated: number | null;
  readonly writes_phantom: number | null;
  readonly writes_arbitrated: number | null;
  readonly writes_superseded: number | null;
  /** Contributions that did not reach this replica and did reach another. */
  readonly writes_not_delivered: number | null;
  /** Contributions that were lost with their author's replica before they reached any that is still there. */
  readonly writes_unacknowledged: number | null;
  readonly writes_rejected: number | null;
  /** Writes that met one of another agent to the same field, neither knowing the other. */
  readonly writes_concurrent: number | null;
  /** Those of them that cannot both stand. */
  readonly writes_conflicting: number | null;
  /** Conflicting writes of all issued, 0 to 1. */
  readonly conflict_share: number | null;
  /** Conflicts observed, each once; against those that stood by the ledger. */
  readonly escalations: number | null;
  readonly escalations_expected: number | null;
  readonly escalations_missed: number | null;
  readonly escalations_spurious: number | null;
  readonly attribution_complete: boolean | null;
  /** Right claims of all made, 0 to 1; null where no author was named. */
  readonly attribution_precision: number | null;
  /** Contributions rightly attributed of all that were delivered and not superseded, 0 to 1. */
  readonly attribution_recall: number | null;
  readonly fates: FateCounts | null;
  /** Rounds and fields with writes that met another agent's, in the same round or in another. */
  readonly contended: number | null;
}

export interface Judgement extends Counts {
  readonly verdict: Verdict;
  readonly outcome: Outcome | null;
  /** One per check, in the order of the registry. */
  readonly findings: readonly Finding[];
}

export function countsOf(examination: Examination): Counts {
  const account = known(() => examination.worst);
  const escalations = known(() => examination.escalations);
  return {
    converged: known(() => convergedOf(examination)) ?? null,
    writes_issued: examination.ledger.rounds.flat(2).length,
    contributions_issued: known(() => countIssued(examination.ledger)) ?? null,
    contributions_survived: account?.fates.survived ?? null,
    writes_lost: account?.fates.lost ?? null,
    writes_duplicated: account?.duplicated_count ?? null,
    writes_phantom: account?.phantom_count ?? null,
    writes_arbitrated: account?.fates.arbitrated ?? null,
    writes_superseded: account?.fates.superseded ?? null,
    writes_not_delivered: account?.fates.not_delivered ?? null,
    writes_unacknowledged: account?.fates.unacknowledged ?? null,
    writes_rejected: account?.fates.rejected ?? null,
    ...concurrencyOf(examination),
    escalations: escalations?.observed_count ?? null,
    escalations_expected: escalations?.expected_count ?? null,
    escalations_missed: escalations?.missed_count ?? null,
    escalations_spurious: escalations?.spurious_count ?? null,
    ...attributionOf(account),
    fates: account?.fates ?? null,
    contended: known(() => examination.contended) ?? null,
  };
}

/**
 * Null where it cannot be known: a replica is missing, or a text could not be taken apart. Replicas that end
 * apart are corrupted only where they had received the same.
 */
export function outcomeOf(examination: Examination, converged: boolean | null): Outcome | null {
  const account = known(() => examination.worst);
  if (!account) return null;
  const divergences = known(() => divergencesOf(examination)) ?? [];
  if (damageOf(account) > 0 || divergences.length > 0) return 'corrupted';
  if (converged === null || account.fates.undecided > 0) return null;
  const statuses = statusesOf(examination);
  if (statuses.has('open')) return 'escalated';
  return statuses.has('resolved') ? 'resolved' : 'auto_merged';
}

/** What was ever surfaced, in any round and at any replica. */
function statusesOf({ observations, finals }: Examination): ReadonlySet<string> {
  const observed = observations.flatMap(({ escalations }) => escalations);
  const final = finals.flatMap(({ reading }) => reading.escalations);
  return new Set([...observed, ...final].map(({ status }) => status));
}

/** Equal contents prove convergence only where every replica is there. */
function convergedOf(examination: Examination): boolean | null {
  const contents = new Set(examination.digests.map(({ content }) => content));
  if (contents.size > 1) return false;
  return coverageProblems(examination).count > 0 ? null : true;
}

function attributionOf(
  account: Account | undefined,
): Pick<Counts, 'attribution_complete' | 'attribution_precision' | 'attribution_recall'> {
  const precision = account ? share(account.claims_right, account.claims_made) : null;
  const recall = account ? recallOf(account) : null;
  return {
    attribution_complete: recall === null ? null : precision === 1 && recall === 1,
    attribution_precision: precision,
    attribution_recall: recall,
  };
}

function recallOf({ fates, attributed_count }: Account): number | null {
  if (fates.undecided > 0) return null;
  const elsewhere = fates.not_delivered + fates.unacknowledged + fates.rejected;
  return share(attributed_count, totalOf(fates) - fates.superseded - elsewhere);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Undefined where working it out throws; the checks say why. */
function known<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function concurrencyOf(
  examination: Examination,
): Pick<Counts, 'writes_concurrent' | 'writes_conflicting' | 'conflict_share'> {
  const counts = known(() => examination.concurrency);
  return {
    writes_concurrent: counts?.concurrent_writes ?? null,
    writes_conflicting: counts?.conflicting_writes ?? null,
    conflict_share: counts ? conflictShare(counts) : null,
  };
}
