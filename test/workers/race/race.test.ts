import { describe, expect, it } from 'vitest';
import { findTopology } from '../../../src/coordinator/topologies/registry.js';
import type { Topology } from '../../../src/coordinator/topologies/topology.js';
import type { RaceEvent } from '../../../src/model/deliveries.js';
import type { Conflict } from '../../../src/strategies/model.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import { MERGING_STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import { strategyNamed } from '../../strategies/support/replicas.js';
import { overriding } from '../../support/overriding.js';
import { layMixed } from '../../support/plan.js';
import type { RaceSetting } from '../../support/race.js';
import { contentOf, linearise, raceInline, replay } from '../../support/race.js';

const SHAPE = { agents: 7, rounds: 1, writes_per_agent: 12, seed: 3 };

async function settingOf(changes: Partial<RaceSetting> & { readonly name?: string } = {}) {
  const { name = 'lww', ...rest } = changes;
  return { strategy: await strategyNamed(name), script: await layMixed(SHAPE), shards: 3, ...rest };
}

function topologyNamed(name: string): Topology {
  const found = findTopology(name);
  if (!found) throw new Error(`no topology ${name}`);
  return found;
}

function count(timeline: readonly RaceEvent[], type: RaceEvent[0]): number {
  return timeline.filter(([kind]) => kind === type).length;
}

async function converge(replicas: readonly Replica[]): Promise<readonly string[]> {
  const blobs = replicas.map((replica) => replica.export('full'));
  for (const replica of replicas) await replica.import(blobs);
  return [...new Set(replicas.map(contentOf))];
}

describe.each(MERGING_STRATEGY_NAMES)('a race of %s', (name) => {
  it.each(['full', 'delta'] as const)(
    'replays to the same contents, with %s blobs',
    async (scope) => {
      const script = await layMixed({ ...SHAPE, agents: 5, writes_per_agent: 9 });
      const setting = await settingOf({ name, script, blob_scope: scope });
      const { replicas, outcome } = await raceInline(setting);
      const replayed = await replay(setting, outcome.race.timelines);
      expect(replayed.map(contentOf)).toEqual(replicas.map(contentOf));
      expect(await converge(replicas)).toHaveLength(1);
    },
  );
});

describe('a race', () => {
  it('has every write in its timelines once, and as many blobs as steps', async () => {
    const { outcome } = await raceInline(await settingOf());
    expect(outcome.race.timelines.map((timeline) => count(timeline, 'write'))).toEqual(
      Array(7).fill(12),
    );
    expect(outcome.race.timelines.map((timeline) => count(timeline, 'export'))).toEqual(
      Array(7).fill(8),
    );
    expect(outcome.issued).toEqual(Array(7).fill(12));
  });

  it('delivers every blob of a mesh to everyone else once, after it was exported', async () => {
    const { outcome } = await raceInline(await settingOf());
    const accepts = outcome.race.timelines.map((timeline, receiver) =>
      timeline.flatMap((event) =>
        event[0] === 'accept' ? [`${event[1]} ${event[2]} to ${receiver}`] : [],
      ),
    );
    expect(accepts.map((list) => new Set(list).size)).toEqual(Array(7).fill(48));
    expect(accepts.map(({ length }) => length)).toEqual(Array(7).fill(48));
    expect(linearise(outcome.race.timelines)).toHaveLength(7 * (12 + 8 + 48));
  });

  it('has agents receive between their own writes, not only after them', async () => {
    const { outcome } = await raceInline(await settingOf());
    const between = outcome.race.timelines.filter((timeline) => {
      const first = timeline.findIndex(([type]) => type === 'accept');
      return timeline.slice(first).some(([type]) => type === 'write');
    });
    expect(between).toHaveLength(7);
  });

  it('is the same race for the same seed and another for another', async () => {
    const one = await raceInline(await settingOf({ seed: 5 }));
    const again = await raceInline(await settingOf({ seed: 5 }));
    const other = await raceInline(await settingOf({ seed: 6 }));
    expect(again.outcome.race).toEqual(one.outcome.race);
    expect(other.outcome.race).not.toEqual(one.outcome.race);
  });

  it('does not depend on how many shards share the thread', async () => {
    const one = await raceInline(await settingOf({ shards: 1 }));
    const three = await raceInline(await settingOf({ shards: 3 }));
    expect(three.outcome.race).toEqual(one.outcome.race);
    expect(three.outcome.traffic).toEqual(one.outcome.traffic);
  });

  it('times one write each, one export per blob made, and one import per batch or blob', async () => {
    const batch = await raceInline(await settingOf());
    const lone = await raceInline(await settingOf({ style: 'pairwise' }));
    const counted = (race: typeof batch, phase: 'apply' | 'export' | 'import' | 'response') =>
      race.gauges.reduce((sum, gauges) => sum + gauges[phase].portable().count, 0);
    expect([counted(batch, 'apply'), counted(batch, 'export')]).toEqual([84, 56]);
    expect(counted(batch, 'response')).toBe(0);
    expect(counted(lone, 'import')).toBe(7 * 48);
    expect(counted(batch, 'import')).toBeLessThan(7 * 48);
  });

  it('counts what it sends and what is accepted', async () => {
    const { outcome } = await raceInline(await settingOf());
    const { messages, blob_bytes, delivered_bytes, version_bytes } = outcome.traffic;
    expect(messages).toBe(7 * 6 * 8);
    expect(delivered_bytes).toBe(blob_bytes);
    expect(version_bytes).toBe(0);
  });

  it('sends fewer bytes where blobs carry what their receivers lack', async () => {
    const full = await raceInline(await settingOf());
    const delta = await raceInline(await settingOf({ blob_scope: 'delta' }));
    expect(delta.outcome.traffic.blob_bytes).toBeLessThan(full.outcome.traffic.blob_bytes);
    expect(delta.outcome.traffic.version_bytes).toBeGreaterThan(0);
    expect(delta.outcome.traffic.delivered_bytes).toBe(delta.outcome.traffic.blob_bytes);
  });

  it('follows the routes of its topology, pass by pass', async () => {
    const plan = { topology: topologyNamed('ring') };
    const { outcome } = await raceInline(await settingOf({ plan }));
    const peers = outcome.race.timelines.map((timeline) =>
      [...new Set(timeline.flatMap((event) => (event[0] === 'accept' ? [event[1]] : [])))].sort(),
    );
    expect(peers[3]).toEqual([2, 4]);
  });

  it('goes on with agents that write nothing', async () => {
    const script = await layMixed(SHAPE);
    const rounds = [(script.rounds[0] ?? []).map((writes, agent) => (agent === 2 ? [] : writes))];
    const setting = await settingOf({ script: { ...script, rounds } });
    const { outcome, replicas } = await raceInline(setting);
    expect(count(outcome.race.timelines[2] ?? [], 'write')).toBe(0);
    expect(count(outcome.race.timelines[2] ?? [], 'export')).toBe(1);
    expect(await converge(replicas)).toHaveLength(1);
  });

  it('has a replica that must wait settle before its next write', async () => {
    const setting = await settingOf({ strategy: busyUnlessSettled(await strategyNamed('lww')) });
    const { outcome } = await raceInline(setting);
    expect(outcome.issued).toEqual(Array(7).fill(12));
  });

  it('waits for a model that answers later, one seed still being one race', async () => {
    const model = (conflict: Conflict) => Promise.resolve(pickSmallest(conflict));
    const setting = await settingOf({ name: 'transactional', model });
    const one = await raceInline(setting);
    const again = await raceInline(setting);
    expect(again.outcome.race).toEqual(one.outcome.race);
    expect(await converge(one.replicas)).toHaveLength(1);
  });

  it('fails as a whole where an import throws', async () => {
    const refusing = overriding(await strategyNamed('lww'), () => ({
      import: () => {
        throw new Error('cannot import');
      },
    }));
    await expect(raceInline(await settingOf({ strategy: refusing }))).rejects.toThrow(
      'cannot import',
    );
  });

  it('imports what arrived earlier later where readings are stale', async () => {
    const fresh = await raceInline(await settingOf());
    const stale = await raceInline(await settingOf({ staleness_steps: 3 }));
    const earliest = (race: typeof fresh): number =>
      Math.min(
        ...race.outcome.race.timelines.map((timeline) =>
          count(
            timeline.slice(
              0,
              timeline.findIndex(([type]) => type === 'accept'),
            ),
            'export',
          ),
        ),
      );
    expect(earliest(fresh)).toBeLessThan(3);
    expect(earliest(stale)).toBeGreaterThanOrEqual(3);
    expect(stale.outcome.traffic.delivered_bytes).toBe(stale.outcome.traffic.blob_bytes);
  });
});

/** Throws where it is used while an import is under way. */
function busyUnlessSettled(strategy: Strategy): Strategy {
  return overriding(strategy, (sound) => {
    let importing = false;
    const refuseWhileImporting = (): void => {
      if (importing) throw new Error('used before its import had settled');
    };
    return {
      apply: (write) => {
        refuseWhileImporting();
        sound.apply(write);
      },
      export: (scope) => {
        refuseWhileImporting();
        return sound.export(scope);
      },
      import: async (blobs) => {
        refuseWhileImporting();
        importing = true;
        await Promise.resolve();
        await sound.import(blobs);
        importing = false;
      },
    };
  });
}
