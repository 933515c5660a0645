// Replicas to try a strategy with, and what to ask of them.

import type { StateBlob } from '../../../src/model/blob.js';
import { digestReading } from '../../../src/model/digest.js';
import { derivePeerId } from '../../../src/model/random.js';
import type { Escalation, FieldReading, Reading } from '../../../src/model/reading.js';
import type { Model } from '../../../src/strategies/model.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import { loadBuiltInStrategy } from '../../../src/strategies/registry.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';

/** @throws Error where the registry has no strategy of that name. */
export async function strategyNamed(name: string): Promise<Strategy> {
  const strategy = await loadBuiltInStrategy(name);
  if (!strategy) throw new Error(`there is no strategy ${name}`);
  return strategy;
}

export function replicaOf(
  strategy: Strategy,
  agent_id: string,
  model: Model = pickSmallest,
): Replica {
  return strategy.createReplica({ agent_id, peer_id: derivePeerId(1, agent_id, 0), model });
}

/** Every replica exports once and imports what the others exported, in one batch. */
export async function exchange(replicas: readonly Replica[]): Promise<void> {
  const blobs = replicas.map((replica) => replica.export('delta'));
  for (const [index, replica] of replicas.entries()) {
    await replica.import(blobs.filter((_, sender) => sender !== index));
  }
}

export function readField(replica: Replica, name: string): FieldReading | undefined {
  return replica.read().fields.find(({ field }) => field === name);
}

export function readEscalation(replica: Replica, name: string): Escalation | undefined {
  return replica.read().escalations.find(({ field }) => field === name);
}

/** Content and attribution in one text. */
export function digestText(reading: Reading): string {
  const digests = digestReading(reading);
  return `content ${digests.content} reading ${digests.reading}`;
}

/** What an empty replica reads after these imports, one call each. */
export async function readingAfter(
  strategy: Strategy,
  imports: readonly (readonly StateBlob[])[],
): Promise<Reading> {
  const replica = replicaOf(strategy, 'observer');
  try {
    for (const blobs of imports) await replica.import(blobs);
    return replica.read();
  } finally {
    replica.dispose();
  }
}

export async function digestAfter(
  strategy: Strategy,
  imports: readonly (readonly StateBlob[])[],
): Promise<string> {
  return digestText(await readingAfter(strategy, imports));
}
