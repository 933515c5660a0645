// The live replicas of a repetition, kept beyond its end, so that they can be asked what they still have.

import { digestReading } from '../../../src/model/digest.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import type { Problems } from './law-runs.js';
import { wrapped } from './wrapped.js';

/** A strategy whose replicas live on after they are disposed of, and these replicas. */
export function keepingReplicas(strategy: Strategy): { engines: Engines; keeping: Strategy } {
  const engines = new Engines();
  const keeping = wrapped(strategy, (sound, _, { agent_id }) => {
    engines.enter(agent_id, sound);
    return { dispose: () => undefined };
  });
  return { engines, keeping };
}

export class Engines {
  /** Of each agent the replica of its last life. */
  readonly #replicas = new Map<string, Replica>();

  enter(agent_id: string, replica: Replica): void {
    this.#replicas.get(agent_id)?.dispose();
    this.#replicas.set(agent_id, replica);
  }

  /**
   * Who would still send something to whom by the versions that they name themselves, once everyone has been
   * given what it lacks. It may lack bookkeeping of an engine though it lacks no write: documents of `crdt`
   * join several heads with an operation of their own, which nobody waits for.
   */
  async leftToSay(): Promise<Problems> {
    for (const { receiver, blob } of this.#lacking()) {
      await this.#replicas.get(receiver)?.import([blob]);
    }
    return this.#lacking().map(
      ({ sender, receiver, blob }) => `${sender} has ${blob.length} bytes more for ${receiver}`,
    );
  }

  #lacking() {
    return [...this.#replicas].flatMap(([receiver, held]) => {
      const version = held.version?.();
      return [...this.#replicas].flatMap(([sender, replica]) => {
        const blob = version && replica.exportSince?.(version);
        return blob && blob.length > 0 ? [{ sender, receiver, blob }] : [];
      });
    });
  }

  /** Who changes when all that everyone holds is imported once more. */
  async leftToTakeIn(): Promise<Problems> {
    const fulls = [...this.#replicas.values()].map((replica) => replica.export('full'));
    const problems: string[] = [];
    for (const [agent_id, replica] of this.#replicas) {
      const before = digestReading(replica.read());
      await replica.import(fulls);
      const after = digestReading(replica.read());
      if (after.reading !== before.reading)
        problems.push(`${agent_id} had not taken in all it had`);
    }
    return problems;
  }

  free(): void {
    for (const replica of this.#replicas.values()) replica.dispose();
    this.#replicas.clear();
  }
}
