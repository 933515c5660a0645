// Plays a history on a strategy's replicas and keeps what they exported.

import type { StateBlob } from '../../../src/model/blob.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import type { History } from './histories.js';
import { digestText, replicaOf } from './replicas.js';

/** What a played history leaves to merge. */
export interface Material {
  /** What each replica held before the last exchange, which none has been part of. */
  readonly fulls: readonly StateBlob[];
  /** Each replica's deltas, in order. Together they hold the same writes as the full exports. */
  readonly deltas: readonly (readonly StateBlob[])[];
  /** The digest of each replica once it has imported what all others held. */
  readonly finals: readonly string[];
}

/** Writes every round, delivers full exports as the history says, and exports everyone at the end. */
export async function play(strategy: Strategy, history: History): Promise<Material> {
  const replicas = history.agents.map((agent) => replicaOf(strategy, agent));
  const deltas: StateBlob[][] = replicas.map(() => []);
  for (const { writes, deliveries } of history.rounds) {
    replicas.forEach((replica, index) => {
      for (const write of writes[index] ?? []) replica.apply(write);
      deltas[index]?.push(replica.export('delta'));
    });
    for (const [from, to] of deliveries) {
      const blob = replicas[from]?.export('full');
      if (blob) await replicas[to]?.import([blob]);
    }
  }
  const fulls = replicas.map((replica) => replica.export('full'));
  const finals = await Promise.all(replicas.map((replica) => finish(replica, fulls)));
  return { fulls, deltas, finals };
}

async function finish(replica: Replica, fulls: readonly StateBlob[]): Promise<string> {
  await replica.import(fulls);
  const digest = digestText(replica.read());
  replica.dispose();
  return digest;
}
