import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Scope } from '../../../src/langgraph/scopes.js';
import { needless, silentlyGone } from './support/ledger.js';
import { KEYS, step } from './support/steps.js';
import type { Step } from './support/steps.js';
import { World } from './support/world.js';

const steps = fc.array(step, { minLength: 4, maxLength: 24 });
const stores = fc.integer({ min: 1, max: 3 });
const runs = { numRuns: 80 };

function worldAfter(count: number, taken: readonly Step[], options = {}): World {
  const world = new World(count, options);
  for (const each of taken) world.take(each);
  world.settle();
  return world;
}

function readingsOf(world: World): readonly string[] {
  return world.places.map(({ core }) => {
    const items = KEYS.map((key) => {
      const id = { namespace: ['team', 'constructor'], key };
      return [core.get(id)?.value, core.attribution(id)];
    });
    const escalations = core
      .escalations()
      .map(({ key, path, contenders }) => [key, path, contenders]);
    return JSON.stringify([items, escalations.map((each) => JSON.stringify(each)).sort()]);
  });
}

function goneFrom(world: World): readonly string[] {
  return world.places.flatMap((place) =>
    silentlyGone(world.entries, (key) => world.valueOf(place, key)),
  );
}

function needlessIn(world: World): readonly string[] {
  const conflicts = world.places.flatMap(({ core }) =>
    core.escalations().map(({ key, path, contenders }) => ({
      where: JSON.stringify([key, ...path]),
      names: contenders.map(({ replica_id, op_id }) => `${replica_id} ${op_id}`),
    })),
  );
  return needless(world.entries, conflicts);
}

/** Whether any of many worlds has what the problem names. */
function isFound(problemsOf: (world: World) => readonly string[]): boolean {
  const worlds = fc.property(stores, steps, (count, taken) => {
    return problemsOf(worldAfter(count, taken)).length === 0;
  });
  return fc.check(worlds, { ...runs, seed: 1, endOnFailure: true }).failed;
}

describe('the ledger of what was asked', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('finds the losses of a store whose authors are taken to have seen everything', () => {
    vi.spyOn(Scope.prototype, 'sees').mockReturnValue(true);
    expect(isFound(goneFrom)).toBe(true);
  });

  it('finds the conflicts of a store whose authors are taken to have seen nothing', () => {
    vi.spyOn(Scope.prototype, 'sees').mockReturnValue(false);
    expect(isFound(needlessIn)).toBe(true);
  });

  it('finds the losses of a store that forgets what its authors had read', () => {
    vi.spyOn(Scope.prototype, 'baseOf').mockReturnValue({ f: 1, h: 1, notes: '' });
    expect(isFound(goneFrom)).toBe(true);
  });
});

describe('stores whose authors read, write, delete and decide', () => {
  it('lose nothing that nobody who had seen it replaced or removed', () => {
    fc.assert(
      fc.property(stores, steps, (count, taken) => {
        expect(goneFrom(worldAfter(count, taken))).toEqual([]);
      }),
      runs,
    );
  });

  it('ask about no two writes of which one had seen the other', () => {
    fc.assert(
      fc.property(stores, steps, (count, taken) => {
        expect(needlessIn(worldAfter(count, taken))).toEqual([]);
      }),
      runs,
    );
  });

  it('are one store once they have the same updates', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        expect(new Set(readingsOf(worldAfter(3, taken))).size).toBe(1);
      }),
      runs,
    );
  });

  it('lose nothing and ask nothing needless where only one document is kept at hand', () => {
    fc.assert(
      fc.property(stores, steps, (count, taken) => {
        const world = worldAfter(count, taken, { maxLiveDocuments: 1 });
        expect([...goneFrom(world), ...needlessIn(world)]).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
