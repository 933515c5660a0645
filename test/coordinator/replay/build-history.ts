// Histories for tests of replaying: by hand from short lists, or drawn from a seed with everything in them
// that a repetition can record.

import type { Deliveries, PassDeliveries, RaceEvent } from '../../../src/model/deliveries.js';
import type { Random } from '../../../src/model/random.js';
import { createRandom } from '../../../src/model/random.js';
import type { Write } from '../../../src/model/write.js';
import type { LedgerEntries, LedgerRound } from '../../../src/verdict/ledger.js';
import type { Intent } from '../../verdict/builders.js';
import { adds, appends, scalar } from '../../verdict/builders.js';

/** `[sender, receiver]`, or `[sender, receiver, exported]` where the blob is of an earlier pass. */
export type Edge = readonly [sender: number, receiver: number, exported?: number];

export function pass(number: number, ...edges: readonly Edge[]): PassDeliveries {
  return {
    type: 'pass',
    senders: edges.map(([sender]) => sender),
    receivers: edges.map(([, receiver]) => receiver),
    exported: edges.map(([, , exported = number]) => exported),
  };
}

export interface BuiltRound {
  /** By agent index. */
  readonly writes?: Readonly<Record<number, readonly Intent[]>>;
  readonly deliveries?: readonly Deliveries[];
}

/** Op ids count from 0 per agent. */
export function history(
  agents: readonly string[],
  ...rounds: readonly BuiltRound[]
): LedgerEntries {
  const next = agents.map(() => 0);
  return {
    agents,
    rounds: rounds.map(({ writes = {}, deliveries = [] }): LedgerRound => {
      return {
        writes: agents.map((agent_id, index): readonly Write[] =>
          (writes[index] ?? []).map((intent) => {
            const op_id = next[index] ?? 0;
            next[index] = op_id + 1;
            return intent(agent_id, op_id);
          }),
        ),
        deliveries,
      };
    }),
  };
}

export interface Shape {
  readonly agents: number;
  readonly rounds: number;
  readonly writes: number;
  /** What happens in a round; `partial` is passes with drops and delays. */
  readonly style: 'mesh' | 'partial' | 'storm' | 'race';
}

/** Writes of every kind to few fields, and deliveries of that style. Ends with a pass that reaches everyone. */
export function drawHistory(seed: number, shape: Shape): LedgerEntries {
  const random = createRandom(seed);
  const names = Array.from({ length: shape.agents }, (_, index) => `agent-${index}`);
  const drawing = new Drawing(random, shape);
  return history(
    names,
    ...Array.from({ length: shape.rounds }, (_, round) => drawing.round(round)),
  );
}

class Drawing {
  readonly #random: Random;
  readonly #shape: Shape;
  #passes = 0;

  constructor(random: Random, shape: Shape) {
    this.#random = random;
    this.#shape = shape;
  }

  round(round: number): BuiltRound {
    const last = round === this.#shape.rounds - 1;
    const writes = this.#agents().map(() => this.#writes());
    const during = this.#deliveries(writes.map(({ length }) => length));
    if (last) this.#passes += 1;
    const heal: readonly Deliveries[] = last ? [{ type: 'everyone_to_everyone' }] : [];
    return { writes: Object.fromEntries(writes.entries()), deliveries: [...during, ...heal] };
  }

  #agents(): readonly number[] {
    return Array.from({ length: this.#shape.agents }, (_, index) => index);
  }

  #writes(): readonly Intent[] {
    const draw = (): Intent => {
      const value = this.#random.integer(0, 5);
      const field = this.#random.integer(0, 1);
      const kinds = [
        scalar(`s${field}`, value),
        adds(`tags${field}`, value),
        appends(`notes${field}`, `<${value}>`),
      ];
      return kinds[this.#random.integer(0, 2)] ?? scalar('s', 0);
    };
    return Array.from({ length: this.#shape.writes }, draw);
  }

  #deliveries(writes: readonly number[]): readonly Deliveries[] {
    switch (this.#shape.style) {
      case 'mesh':
        return [this.#everyone()];
      case 'partial':
        return [this.#pass(), this.#pass()];
      case 'storm':
        return [this.#pass(), this.#restart(), this.#pass()];
      case 'race':
        return [this.#race(writes), this.#pass()];
    }
  }

  #everyone(): Deliveries {
    this.#passes += 1;
    return { type: 'everyone_to_everyone' };
  }

  #pass(): Deliveries {
    const number = this.#passes;
    this.#passes += 1;
    const edges = this.#agents().flatMap((sender): readonly Edge[] => {
      const receiver = this.#random.integer(0, this.#shape.agents - 1);
      const late = this.#random.integer(0, Math.min(2, number));
      const edge: Edge = [sender, receiver, number - late];
      return sender === receiver ? [] : [edge];
    });
    return pass(number, ...edges);
  }

  #restart(): Deliveries {
    return {
      type: 'restart',
      agent_index: this.#random.integer(0, this.#shape.agents - 1),
      exported: this.#random.integer(0, 3) === 0 ? null : this.#passes - 1,
      identity: 'fresh',
    };
  }

  /** Drawn event by event, so that there is an order that explains it. */
  #race(writes: readonly number[]): Deliveries {
    const timelines: RaceEvent[][] = writes.map(() => []);
    const exported = writes.map(() => 0);
    const left = [...writes];
    while (left.some((count) => count > 0)) {
      const agent = this.#random.integer(0, this.#shape.agents - 1);
      const other = this.#random.integer(0, this.#shape.agents - 1);
      const blobs = exported[other] ?? 0;
      const kind = this.#random.integer(0, 3);
      if (kind <= 1 && (left[agent] ?? 0) > 0) {
        left[agent] = (left[agent] ?? 0) - 1;
        timelines[agent]?.push(['write']);
      } else if (kind === 2) {
        exported[agent] = (exported[agent] ?? 0) + 1;
        timelines[agent]?.push(['export']);
      } else if (kind === 3 && other !== agent && blobs > 0) {
        timelines[agent]?.push(['accept', other, this.#random.integer(0, blobs - 1)]);
      }
    }
    return { type: 'race', timelines };
  }
}
