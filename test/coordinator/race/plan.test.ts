import { describe, expect, it } from 'vitest';
import type { FaultPlan } from '../../../src/coordinator/faults/fault-plan.js';
import type { RaceOptions } from '../../../src/coordinator/race/plan.js';
import { planRace } from '../../../src/coordinator/race/plan.js';
import { mesh } from '../../../src/coordinator/topologies/mesh.js';
import type { Routes, Routing } from '../../../src/coordinator/topologies/topology.js';
import { NO_STRIKES } from '../../support/race.js';

function optionsOf(changes: Partial<RaceOptions> = {}): RaceOptions {
  return {
    topology: mesh,
    seed: 1,
    fan_out: 2,
    base_pass: 10,
    writes: [16, 16, 16],
    faults: NO_STRIKES,
    ...changes,
  };
}

/** To the next agent, and in passes that can be divided by three to nobody. */
const next = {
  routes: ({ agents, pass }: Routing): Routes => {
    const senders = pass % 3 === 0 ? [] : Array.from({ length: agents }, (_, agent) => agent);
    const receivers = senders.map((sender) => (sender + 1) % agents);
    return { type: 'edges', senders, receivers };
  },
};

describe('the plan of a race', () => {
  it('puts steps evenly between writes, the last after all of them', () => {
    const { steps } = planRace(optionsOf({ writes: [160, 160, 160] }));
    for (const [agent, list] of steps.entries()) {
      const places = list.map(({ after_writes }) => after_writes);
      const gaps = places.slice(1, -1).map((place, index) => place - (places[index] ?? 0));
      expect(new Set(gaps), `agent ${agent}`).toEqual(new Set([20]));
      expect(places.at(-1)).toBe(160);
      expect(list.map(({ pass }) => pass)).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
    }
  });

  it('gives each agent places of its own, so that not all send at once', () => {
    const writes = Array.from({ length: 64 }, () => 160);
    const firsts = planRace(optionsOf({ writes })).steps.map(([first]) => first?.after_writes ?? 0);
    expect(new Set(firsts).size).toBeGreaterThan(10);
    expect(firsts.every((first) => first >= 1 && first <= 20)).toBe(true);
  });

  it('makes as many steps as there are writes to put between them, and at least one', () => {
    const { steps, passes } = planRace(optionsOf({ writes: [0, 1, 3, 100] }));
    expect(steps.map(({ length }) => length)).toEqual([1, 1, 3, 8]);
    expect(passes).toBe(8);
    expect(steps[2]?.map(({ after_writes }) => after_writes)).toEqual([1, 2, 3]);
    expect(planRace(optionsOf({ exports_per_round: 2 })).steps[0]).toHaveLength(2);
  });

  it('asks the topology for each pass once, and follows it', () => {
    const asked: number[] = [];
    const topology = {
      routes: (routing: Routing) => {
        asked.push(routing.pass);
        return next.routes(routing);
      },
    };
    const { steps } = planRace(optionsOf({ topology }));
    expect(asked).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
    const receivers = steps[2]?.map(({ recipients }) =>
      recipients.type === 'listed' ? recipients.receivers : null,
    );
    expect(receivers).toEqual([[0], [0], [], [0], [0], [], [0], [0]]);
  });

  it('writes down nothing per receiver where everyone sends to everyone', () => {
    const writes = Array.from({ length: 1_000 }, () => 8);
    const { steps, strikes } = planRace(optionsOf({ writes }));
    expect(strikes).toEqual([]);
    expect(
      steps
        .flat()
        .every(({ recipients, struck }) => recipients.type === 'everyone' && struck.length === 0),
    ).toBe(true);
  });

  it('asks for the fate of every parcel, and writes down those that are struck', () => {
    const asked: string[] = [];
    const transmission: FaultPlan['transmission'] = (pass, sender, receiver, attempt) => {
      asked.push(`${pass} ${sender} ${receiver} ${attempt}`);
      const lost = pass === 11 && sender === 2 && receiver === 0;
      return {
        copies: lost ? [] : [{ delay_passes: 0, damage: null, order: 0 }],
        struck: lost ? [4] : [],
      };
    };
    const { steps, strikes } = planRace(
      optionsOf({ faults: { targets: ['blobs'], transmission } }),
    );
    expect(new Set(asked).size).toBe(8 * 6);
    expect(strikes).toEqual([{ pass: 11, sender: 2, receiver: 0, struck: [4], copies: 0 }]);
    expect(steps[2]?.[1]?.struck).toEqual([{ receiver: 0, copies: [] }]);
    expect(steps.flat().reduce((sum, { struck }) => sum + struck.length, 0)).toBe(1);
  });
});
