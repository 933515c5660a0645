// Another process holds the lease and dies. While it lives nobody takes over; then the owner does, with the next
// fence; and who has seen nothing but the dead one's fence comes too late.

import type { Lease, Liveness, Owner } from '../../terms.js';
import type { Stage } from '../stage.js';
import { TTL_MS } from '../stage.js';
import { expectSame, Unmet } from '../unmet.js';
import type { Player } from './player.js';

export const playReclaimDeadHolder: Player<'reclaim_dead_holder'> = async (stage, phase) => {
  await stage.stepDown();
  const process = await stage.harness.startProcess();
  const holder = ownerOf(phase.holder_id, process.liveness);
  const seen = await stage.acquire(holder);
  await expectBusy(stage, stage.owner, { observed: seen, current: seen });
  await process.end();
  const lease = await reclaimed(stage, seen);
  const late = ownerOf('stale observer', { type: 'opaque' });
  await expectBusy(stage, late, { observed: seen, current: lease });
  stage.holds(lease);
};

function ownerOf(owner_id: string, liveness: Liveness): Owner {
  return { owner_id, incarnation_id: `${owner_id}/0`, liveness };
}

async function reclaimed(stage: Stage, { fence }: Lease): Promise<Lease> {
  const answer = await reclaim(stage, stage.owner, fence);
  if (answer.type === 'busy') throw new Unmet('the lease of a dead holder', 'that it is busy');
  expectSame('the fence after reclaiming', answer.lease.fence, fence + 1);
  expectSame('the holder after reclaiming', answer.lease.owner.owner_id, stage.owner.owner_id);
  return answer.lease;
}

interface Observation {
  readonly observed: Lease;
  readonly current: Lease;
}

async function expectBusy(stage: Stage, claimant: Owner, { observed, current }: Observation) {
  const answer = await reclaim(stage, claimant, observed.fence);
  const busy = { type: 'busy', holder: current.owner.owner_id, fence: current.fence };
  const seen =
    answer.type === 'busy'
      ? { type: 'busy', holder: answer.holder?.owner_id ?? null, fence: answer.fence }
      : { type: 'acquired', holder: claimant.owner_id, fence: answer.lease.fence };
  expectSame(`a reclaim by ${claimant.owner_id} to be answered`, seen, busy);
}

async function reclaim(stage: Stage, claimant: Owner, observed_fence: number) {
  const { session_id } = stage;
  return await stage.take('reclaimLease', { session_id, claimant, observed_fence, ttl_ms: TTL_MS });
}
