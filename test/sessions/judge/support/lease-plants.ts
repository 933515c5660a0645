// Histories that violate a property each: of who holds the lease.

import type { Owner } from '../../../../src/sessions/terms.js';
import { command, TTL_MS } from '../../support/scene.js';
import { HistoryBuilder, leaseOf } from './history-builder.js';
import type { HistoryPlant } from './plant.js';
import { a, b, b_again, succeeded } from './plant.js';

export const leasePlants: readonly HistoryPlant[] = [
  {
    property: 'one-live-holder',
    what: 'one fence given to two owners',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const lease = leaseOf(b, fence, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-live-holder',
    what: 'a lease given away before it had expired',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      const lease = leaseOf(b, fence + 1, told.clock.now_ms() + TTL_MS / 2);
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-live-holder',
    what: 'a live lease of a holder that nobody can look up, reclaimed',
    tell: () => reclaimedEarly(a),
  },
  {
    property: 'rising-fences',
    what: 'a fence that falls',
    tell: () => {
      const told = new HistoryBuilder();
      told.does('releaseLease', { fence: told.leased(a).fence });
      told.does('releaseLease', { fence: told.leased(b).fence });
      const lease = leaseOf(b_again, 1, told.clock.now_ms());
      const args = { owner: b_again, ttl_ms: TTL_MS };
      return told.says('tryClaimLease', args, { type: 'acquired', lease });
    },
  },
  {
    property: 'rising-fences',
    what: 'a fence used again by its own holder after its release',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(a, fence, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: a, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'rising-fences',
    what: 'a fence skipped',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(b, fence + 2, told.clock.now_ms());
      return told.says('tryClaimLease', { owner: b, ttl_ms: TTL_MS }, { type: 'acquired', lease });
    },
  },
  {
    property: 'one-reclaimer',
    what: 'two reclaimers of one fence that both win',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.clock.advance(TTL_MS);
      const terms = { observed_fence: fence, ttl_ms: TTL_MS };
      told.does('reclaimLease', { claimant: b, ...terms });
      const lease = leaseOf(b_again, fence + 2, told.clock.now_ms());
      const args = { claimant: b_again, ...terms };
      return told.says('reclaimLease', args, { type: 'acquired', lease });
    },
  },
  {
    property: 'fenced-claim',
    what: 'work claimed under a fence that was succeeded',
    tell: () => {
      const told = succeeded();
      const work = told.does('enqueueWork', { draft: command() });
      return told.says('claimLeadingCommand', { fence: 1 }, { work, fence: 1 });
    },
  },
  {
    property: 'fenced-claim',
    what: 'a released lease renewed',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      const lease = leaseOf(a, fence, told.clock.now_ms());
      return told.says('renewLease', { fence, ttl_ms: TTL_MS }, lease);
    },
  },
  {
    property: 'linearizable',
    what: 'a lease that is free and refused',
    tell: () => {
      const told = new HistoryBuilder();
      const { fence } = told.leased(a);
      told.does('releaseLease', { fence });
      return told.says(
        'tryClaimLease',
        { owner: b, ttl_ms: TTL_MS },
        { type: 'busy', holder: a, fence },
      );
    },
  },
];

export function reclaimedEarly(holder: Owner): HistoryBuilder {
  const told = new HistoryBuilder();
  const { fence } = told.leased(holder);
  const lease = leaseOf(b, fence + 1, told.clock.now_ms() + 1);
  const args = { claimant: b, observed_fence: fence, ttl_ms: TTL_MS };
  return told.says('reclaimLease', args, { type: 'acquired', lease });
}
