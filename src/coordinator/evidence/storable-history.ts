// What of the harness's own record is stored: the keys that the model knows, in one order, so that equal
// histories give equal bytes whoever put them together.

import type { Undelivered } from '../../model/blob-end.js';
import type { Deliveries } from '../../model/deliveries.js';
import type { DetectionCounts } from '../../model/detection.js';
import type { Breakage, Coordination, FaultAccount, Heal } from '../../verdict/evidence.js';
import type { LedgerEntries } from '../../verdict/ledger.js';
import type { UndeliveredColumns } from './document.js';

export function storableLedger({ agents, rounds }: LedgerEntries): LedgerEntries {
  const stored = rounds.map(({ writes, deliveries }) => {
    return { writes, deliveries: deliveries.map(storableDeliveries) };
  });
  return { agents, rounds: stored };
}

function storableDeliveries(deliveries: Deliveries): Deliveries {
  switch (deliveries.type) {
    case 'everyone_to_everyone':
      return { type: deliveries.type };
    case 'pass': {
      const { type, senders, receivers, exported } = deliveries;
      return { type, senders, receivers, exported };
    }
    case 'restart': {
      const { type, agent_index, exported, identity } = deliveries;
      return { type, agent_index, exported, identity };
    }
    case 'race':
      return { type: deliveries.type, timelines: deliveries.timelines };
  }
}

export function storableFault(account: FaultAccount): FaultAccount {
  const { fault, planned_count, fired_count, observed_count, note } = account;
  return { fault, planned_count, fired_count, observed_count, note };
}

export function storableHeal({ type, passes, bound, reason }: Heal): Heal {
  return { type, passes, bound, reason };
}

export function storableDetection(counts: DetectionCounts): DetectionCounts {
  const { damaged_count, detected_count, changed_and_thrown_count, silently_changed_count } =
    counts;
  return { damaged_count, detected_count, changed_and_thrown_count, silently_changed_count };
}

export function storableUndelivered(blobs: readonly Undelivered[]): UndeliveredColumns {
  return {
    rounds: blobs.map(({ round }) => round),
    passes: blobs.map(({ pass }) => pass),
    senders: blobs.map(({ sender }) => sender),
    receivers: blobs.map(({ receiver }) => receiver),
    exported: blobs.map(({ exported }) => exported),
    ends: blobs.map(({ end }) => end),
    codes: blobs.map(({ code }) => code),
  };
}

export function storableBreakage({ phase, reason }: Breakage): Breakage {
  return { phase, reason };
}

export function storableCoordination({ rounds }: Coordination): Coordination {
  const stored = rounds.map((commits) =>
    commits.map(({ commit_id, fence, revision }) => ({ commit_id, fence, revision })),
  );
  return { rounds: stored };
}
