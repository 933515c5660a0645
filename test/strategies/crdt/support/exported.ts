import { crdt } from '../../../../src/strategies/crdt.js';
import { splitFrame } from '../../../../src/strategies/crdt/frame.js';
import { DEFAULT_MIXED, mixed } from '../../../../src/workloads/mixed.js';
import { replicaOf } from '../../support/replicas.js';

/** What the two documents of a replica export that received so many agents' writes of every kind. */
export async function exportedOf(
  agents: number,
): Promise<readonly [registers: Uint8Array, log: Uint8Array]> {
  const script = await mixed.lay({
    agents,
    rounds: 1,
    writes_per_agent: 5,
    seed: 1,
    mixed: DEFAULT_MIXED,
    log_file: null,
    git: null,
  });
  const replicas = script.agents.map((agent_id, index) => {
    const replica = replicaOf(crdt, agent_id);
    for (const write of script.rounds[0]?.[index] ?? []) replica.apply(write);
    return replica;
  });
  const receiver = replicaOf(crdt, 'receiver');
  await receiver.import(replicas.map((replica) => replica.export('delta')));
  const exported = splitFrame(receiver.export('full'));
  for (const replica of [...replicas, receiver]) replica.dispose();
  return exported;
}
