// How much of what happened in a race, counted from its history.

import { compareText } from '../../model/canonical.js';
import type { HistoryEntry } from '../history.js';
import type { ArgsOf, ClaimedLease, StoreMethod, ValueOf } from '../store.js';
import type { WorkReference, WorkSubject } from '../terms.js';
import type { SessionRaceCounts } from './race-terms.js';

/** Of what agents did; the drain is none of it. */
export function countRace(
  entries: readonly HistoryEntry[],
  leases_abandoned: number,
): SessionRaceCounts {
  const tally = new Tally();
  for (const { method, args, answer } of entries) {
    if (answer?.ok) (TALLIES[method] as AnyCount | undefined)?.(tally, args, answer.value);
  }
  const rejections = countRejections(entries);
  return { operations: entries.length, ...tally.counts, rejections, leases_abandoned };
}

type Counts = Record<
  Exclude<keyof SessionRaceCounts, 'rejections' | 'operations' | 'leases_abandoned'>,
  number
>;
type Count<M extends StoreMethod> = (tally: Tally, args: ArgsOf<M>, value: ValueOf<M>) => void;
type AnyCount = (tally: Tally, args: HistoryEntry['args'], value: unknown) => void;

/** What is counted of an answered call, by its method. */
const TALLIES: { readonly [M in StoreMethod]?: Count<M> } = {
  tryClaimLease: (tally, _, claimed) => {
    tally.lease(claimed);
  },
  reclaimLease: (tally, _, claimed) => {
    if (tally.lease(claimed)) tally.counts.leases_reclaimed += 1;
  },
  enqueueWork: (tally, { draft }, { work_id }) => {
    tally.classes.set(work_id, draft.subject.class);
  },
  completeWork: (tally, { claims }) => {
    tally.work(claims);
  },
  commit: (tally, { session_id, request: { commit_id, completes } }) => {
    // A commit that is sent again is made once.
    if (!tally.isNew(`commit ${session_id} ${commit_id}`)) return;
    tally.counts.turns_committed += 1;
    tally.counts.inputs_completed += completes.inputs.length;
    tally.work(completes.work);
  },
};

class Tally {
  readonly counts: Counts = {
    leases_acquired: 0,
    turns_committed: 0,
    commands_completed: 0,
    work_completed: 0,
    inputs_completed: 0,
    contended_attempts: 0,
    leases_reclaimed: 0,
  };
  readonly classes = new Map<number, WorkSubject['class']>();
  readonly #seen = new Set<string>();

  /** Whether this is an acquisition: a lease that is claimed again while it lives is acquired once. */
  lease(claimed: ClaimedLease): boolean {
    if (claimed.type === 'busy') {
      this.counts.contended_attempts += 1;
      return false;
    }
    const { session_id, fence } = claimed.lease;
    const isNew = this.isNew(`fence ${session_id} ${fence}`);
    if (isNew) this.counts.leases_acquired += 1;
    return isNew;
  }

  work(references: readonly WorkReference[]): void {
    for (const { work_id } of references) {
      if (this.classes.get(work_id) === 'session_command') this.counts.commands_completed += 1;
      else this.counts.work_completed += 1;
    }
  }

  isNew(key: string): boolean {
    const isKnown = this.#seen.has(key);
    this.#seen.add(key);
    return !isKnown;
  }
}

/** In the order of their codes. */
function countRejections(entries: readonly HistoryEntry[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { answer } of entries) {
    if (answer === null || answer.ok) continue;
    counts.set(answer.error.code, (counts.get(answer.error.code) ?? 0) + 1);
  }
  const codes = [...counts].sort(([left], [right]) => compareText(left, right));
  return Object.fromEntries(codes);
}
