// The engine alone: the same strategy calls on the same writes in one thread, without ledger, judge,
// digests, histograms or messages. What the harness takes beyond this is its own cost.

import { createStubModel } from '../dist/strategies/model.js';
import type { Strategy } from '../dist/strategies/strategy.js';
import { derivePeerId } from '../dist/model/random.js';
import type { Script } from '../dist/model/script.js';

/** Nanoseconds from the first replica created to the last one read; they are disposed of afterwards. */
export async function runBareLoop(
  strategy: Strategy,
  script: Script,
  seed: number,
): Promise<number> {
  const started_ns = process.hrtime.bigint();
  const model = createStubModel(0, () => Promise.resolve());
  const replicas = script.agents.map((agent_id) =>
    strategy.createReplica({ agent_id, peer_id: derivePeerId(seed, agent_id, 0), model }),
  );
  for (const round of script.rounds) {
    replicas.forEach((replica, index) => {
      for (const write of round[index] ?? []) replica.apply(write);
    });
    const blobs = replicas.map((replica) => replica.export('delta'));
    for (const [index, replica] of replicas.entries()) {
      await replica.import(blobs.filter((_, sender) => sender !== index));
    }
  }
  for (const replica of replicas) replica.read();
  const elapsed_ns = Number(process.hrtime.bigint() - started_ns);
  for (const replica of replicas) replica.dispose();
  return elapsed_ns;
}
