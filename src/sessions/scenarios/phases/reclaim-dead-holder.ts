// The process that holds the lease dies, and so does the one that takes over from it. While a holder lives nobody
// takes over; once it is dead whoever has seen its fence does, with the next one; and who has seen only an earlier
// fence comes too late, even though the holder is dead again.

import type { Lease, Liveness, Owner } from '../../terms.js';
import type { ReclaimDeadHolderPhase } from '../phase.js';
import type { Stage } from '../stage.js';
import { TTL_MS } from '../stage.js';
import { expectSame, Unmet } from '../unmet.js';
import type { Player } from './player.js';

export const playReclaimDeadHolder: Player<'reclaim_dead_holder'> = async (stage, phase) => {
  await stage.stepDown();
  const first = await dieHolding(stage, (owner) => stage.acquire(owner), phase);
  const second = await dieHolding(stage, (owner) => expectReclaimed(stage, owner, first), phase);
  await expectBusy(stage, { observed: first, current: second });
  const own = await expectReclaimed(stage, stage.owner, second);
  await expectBusy(stage, { observed: second, current: own });
  stage.holds(own);
};

/** The lease of a process that has died since; as long as it lived it was not reclaimed. */
async function dieHolding(
  stage: Stage,
  takeLease: (owner: Owner) => Promise<Lease>,
  { holder_id }: ReclaimDeadHolderPhase,
): Promise<Lease> {
  const process = await stage.harness.startProcess();
  const lease = await takeLease(ownerOf(holder_id, process.liveness));
  await expectBusy(stage, { observed: lease, current: lease });
  await process.end();
  return lease;
}

function ownerOf(owner_id: string, liveness: Liveness): Owner {
  const process = liveness.type === 'local_process' ? liveness.pid : 0;
  return { owner_id, incarnation_id: `${owner_id}/${process}`, liveness };
}

async function expectReclaimed(stage: Stage, claimant: Owner, { fence }: Lease): Promise<Lease> {
  const answer = await reclaim(stage, claimant, fence);
  if (answer.type === 'busy') throw new Unmet('to reclaim from a dead holder', 'that it is busy');
  const { lease } = answer;
  expectSame('the fence after reclaiming', lease.fence, fence + 1);
  expectSame('the holder after reclaiming', lease.owner.owner_id, claimant.owner_id);
  return lease;
}

interface Observation {
  readonly observed: Lease;
  readonly current: Lease;
}

async function expectBusy(stage: Stage, { observed, current }: Observation): Promise<void> {
  const answer = await reclaim(stage, ownerOf('observer', { type: 'opaque' }), observed.fence);
  const [holder, { fence }] = [current.owner.owner_id, current];
  const seen =
    answer.type === 'busy'
      ? { type: 'busy', holder: answer.holder?.owner_id ?? null, fence: answer.fence }
      : { type: 'acquired', fence: answer.lease.fence };
  const what = `a reclaim after fence ${observed.fence} was seen to be answered`;
  expectSame(what, seen, { type: 'busy', holder, fence });
}

async function reclaim(stage: Stage, claimant: Owner, observed_fence: number) {
  const { session_id } = stage;
  return await stage.take('reclaimLease', { session_id, claimant, observed_fence, ttl_ms: TTL_MS });
}
