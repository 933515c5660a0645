// Reading the kept states of replicas again: each is rebuilt from its blob by the strategy that made it, and
// must read as the evidence says its replica read. Says nothing where the strategy here is another version:
// that it reads a blob otherwise, or not at all, would be no fault of the study.

import { digestReading } from '../../model/digest.js';
import { messageOf } from '../../model/problem.js';
import { derivePeerId } from '../../model/random.js';
import type { Model } from '../../strategies/model.js';
import type { Strategy } from '../../strategies/strategy.js';
import type { CheckResult } from '../../verdict/check.js';
import { failed, PASSED, undecided } from '../../verdict/check.js';
import type { Evidence } from '../../verdict/evidence.js';
import { placeOf } from '../../verdict/place.js';
import { Reasons } from '../../verdict/reasons.js';
import type { KeptBlob } from '../repetition-plan.js';

/** A strategy with its model, or why there is none to read with. */
export type Reader =
  | { readonly type: 'loaded'; readonly strategy: Strategy; readonly model: Model }
  | { readonly type: 'missing'; readonly reason: string };

export interface KeptStates {
  readonly evidence: Evidence;
  readonly blobs: readonly KeptBlob[];
  readonly seed: number;
  /** The strategy's, as recorded. */
  readonly version: string;
}

/** PASS where every replica reads as it did, FAIL where one does not, UNKNOWN where it cannot be known. */
export async function rereadBlobs(states: KeptStates, reader: Reader): Promise<CheckResult> {
  if (reader.type === 'missing') return undecided([reader.reason]);
  const { strategy } = reader;
  if (strategy.version !== states.version) {
    const versions = `${states.version} made the states, ${strategy.version} is installed`;
    return undecided([`${strategy.name} ${versions}`]);
  }
  const reasons = new Reasons();
  for (const problem of coverage(states)) reasons.add(() => problem);
  for (const kept of states.blobs) {
    const problem = await rereadOne(kept, states, reader);
    if (problem !== null) reasons.add(() => problem);
  }
  return reasons.count > 0 ? failed(reasons.list()) : PASSED;
}

/** Replicas whose state is missing, or there more than once. */
function coverage({ evidence, blobs }: KeptStates): readonly string[] {
  const counts = new Map<number, number>();
  for (const { agent_index } of blobs) counts.set(agent_index, (counts.get(agent_index) ?? 0) + 1);
  return [...evidence.ledger.agents.keys()].flatMap((agent_index) => {
    const count = counts.get(agent_index) ?? 0;
    return count === 1 ? [] : [`${placeOf(evidence.ledger, agent_index)} has ${count} states`];
  });
}

/** What is wrong with one state; null where nothing is. A strategy may throw anything at a damaged blob. */
async function rereadOne(
  { agent_index, blob }: KeptBlob,
  { evidence, seed }: KeptStates,
  reader: Extract<Reader, { type: 'loaded' }>,
): Promise<string | null> {
  const { ledger, finals } = evidence;
  const place = placeOf(ledger, agent_index);
  const final = finals.find(({ agent_indexes }) => agent_indexes.includes(agent_index));
  const agent_id = ledger.agents[agent_index];
  if (!final || agent_id === undefined) return `${place} has a state and no final reading`;
  try {
    const digest = await readingDigestOf(blob, { agent_id, seed }, reader);
    return digest === final.digests.reading ? null : `${place} reads otherwise from its state`;
  } catch (thrown) {
    return `${place}: its state cannot be read: ${messageOf(thrown)}`;
  }
}

async function readingDigestOf(
  blob: KeptBlob['blob'],
  { agent_id, seed }: { readonly agent_id: string; readonly seed: number },
  { strategy, model }: Extract<Reader, { type: 'loaded' }>,
): Promise<string> {
  // The next incarnation: two replicas of one peer would take each other's changes for their own.
  const peer_id = derivePeerId(seed, agent_id, 1);
  const replica = strategy.createReplica({ agent_id, peer_id, model });
  try {
    await replica.import([blob]);
    return digestReading(replica.read()).reading;
  } finally {
    replica.dispose();
  }
}
