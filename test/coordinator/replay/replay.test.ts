import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atEveryone } from '../../../src/coordinator/replay/observers.js';
import type { ReplayOptions } from '../../../src/coordinator/replay/replay.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import { digestReading } from '../../../src/model/digest.js';
import { derivePeerId } from '../../../src/model/random.js';
import { crdt } from '../../../src/strategies/crdt.js';
import { lww } from '../../../src/strategies/lww.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import type { Replica, Strategy } from '../../../src/strategies/strategy.js';
import { transactional } from '../../../src/strategies/transactional.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { changed } from '../../../src/selftest/planted-bug.js';
import { adds, appends, scalar } from '../../verdict/builders.js';
import type { Shape } from './build-history.js';
import { drawHistory, history, pass } from './build-history.js';

const STRATEGIES = [lww, transactional, crdt] as const;
const OPTIONS: ReplayOptions = { seed: 7, model: pickSmallest };

/** The content digest of every agent. */
function contentsOf({ finals }: Evidence): readonly (string | undefined)[] {
  const pairs = finals.flatMap(({ digests, agent_indexes }) =>
    agent_indexes.map((index) => [index, digests.content] as const),
  );
  const byAgent = new Map(pairs);
  return [...byAgent.keys()].sort((a, b) => a - b).map((index) => byAgent.get(index));
}

function replicaOf(strategy: Strategy, agent_id: string, incarnation = 0): Replica {
  const peer_id = derivePeerId(OPTIONS.seed, agent_id, incarnation);
  return strategy.createReplica({ agent_id, peer_id, model: pickSmallest });
}

/** Notes what each replica is asked to do. */
function spying(sound: Strategy, said: string[]): Strategy {
  return {
    ...sound,
    createReplica: (context) => {
      const replica = sound.createReplica(context);
      const { agent_id } = context;
      return changed(replica, {
        apply: (write) => {
          said.push(`${agent_id} writes ${write.op_id}`);
          replica.apply(write);
        },
        export: (scope) => {
          said.push(`${agent_id} exports ${scope}`);
          return replica.export(scope);
        },
        import: (blobs) => {
          said.push(`${agent_id} imports ${blobs.length}`);
          return replica.import(blobs);
        },
        dispose: () => {
          said.push(`${agent_id} ends`);
          replica.dispose();
        },
      });
    },
  };
}

/** A hears nothing of B's first blob until it is late; C restarts and loses a write. */
const GOSSIP = history(
  ['A', 'B', 'C'],
  {
    writes: { 0: [scalar('x', 1)], 1: [scalar('x', 2), adds('tags', 'b')], 2: [appends('n', 'c')] },
    deliveries: [pass(0, [0, 1], [1, 2])],
  },
  {
    writes: { 1: [scalar('x', 3)], 2: [appends('n', 'lost')] },
    deliveries: [
      { type: 'restart', agent_index: 2, exported: 0, identity: 'fresh' },
      pass(1, [1, 0, 0], [2, 1]),
      pass(2, [0, 2], [1, 2]),
    ],
  },
);

describe.each(STRATEGIES)('a history replayed with $name', (strategy) => {
  it('ends as it does when its steps are taken by hand', async () => {
    const a = replicaOf(strategy, 'A');
    const b = replicaOf(strategy, 'B');
    const c = replicaOf(strategy, 'C');
    const writes = GOSSIP.rounds.map((round) => round.writes);
    for (const [index, replica] of [a, b, c].entries()) {
      for (const write of writes[0]?.[index] ?? []) replica.apply(write);
    }
    const a0 = a.export('full');
    const b0 = b.export('full');
    const c0 = c.export('full');
    await b.import([a0]);
    await c.import([b0]);
    for (const write of writes[1]?.[1] ?? []) b.apply(write);
    const c2 = replicaOf(strategy, 'C', 1);
    await c2.import([c0]);
    const c1 = c2.export('full');
    await a.import([b0]);
    await b.import([c1]);
    const fulls = [a.export('full'), b.export('full')];
    await c2.import(fulls);
    const expected = [a, b, c2].map((replica) => digestReading(replica.read()).content);

    const evidence = await replayHistory(GOSSIP, strategy, OPTIONS);
    expect(contentsOf(evidence)).toEqual(expected);
    expect(evidence.ledger.entries()).toEqual(GOSSIP);
    for (const replica of [a, b, c, c2]) replica.dispose();
  });

  it.each(['mesh', 'partial', 'storm', 'race'] as const)(
    'is the same twice, whatever blobs hold and however they are handed over: %s',
    async (style) => {
      const shape: Shape = { agents: 4, rounds: 3, writes: 2, style };
      const seeds = fc.integer({ min: 0, max: 10_000 });
      await fc.assert(
        fc.asyncProperty(seeds, async (seed) => {
          const drawn = drawHistory(seed, shape);
          const once = await replayHistory(drawn, strategy, OPTIONS);
          const again = await replayHistory(drawn, strategy, OPTIONS);
          expect(again).toEqual(once);
          const others: readonly Partial<ReplayOptions>[] = [
            { style: 'pairwise' },
            { blob_scope: 'delta' },
            { blob_scope: 'delta', style: 'pairwise' },
          ];
          for (const other of others) {
            const evidence = await replayHistory(drawn, strategy, { ...OPTIONS, ...other });
            expect(contentsOf(evidence)).toEqual(contentsOf(once));
          }
        }),
        { numRuns: 5 },
      );
    },
  );

  it('frees every replica, also where it throws half way', async () => {
    const said: string[] = [];
    const broken: Strategy = {
      ...spying(strategy, said),
      createReplica: (context) =>
        changed(spying(strategy, said).createReplica(context), {
          import: () => {
            throw new Error('no');
          },
        }),
    };
    await expect(replayHistory(GOSSIP, broken, OPTIONS)).rejects.toThrow('no');
    expect(said.filter((line) => line.endsWith('ends'))).toHaveLength(3);
  });
});

describe('what a replay does', () => {
  it('exports a blob only where someone accepts it, once, and before anything is imported', async () => {
    const said: string[] = [];
    await replayHistory(GOSSIP, spying(lww, said), OPTIONS);
    expect(said.filter((line) => /ex|im/.test(line))).toEqual([
      ...['A exports full', 'B exports full', 'C exports full', 'B imports 1', 'C imports 1'],
      ...['C imports 1', 'C exports full', 'A imports 1', 'B imports 1'],
      ...['A exports full', 'B exports full', 'C imports 2'],
    ]);
  });

  it('exports own news of those who wrote where a repetition does so over a mesh', async () => {
    const said: string[] = [];
    const everyone = { type: 'everyone_to_everyone' } as const;
    const mesh = history(
      ['A', 'B'],
      { writes: { 0: [scalar('x', 1)] }, deliveries: [everyone] },
      { writes: { 1: [scalar('x', 2)] }, deliveries: [everyone] },
    );
    await replayHistory(mesh, spying(lww, said), { ...OPTIONS, blob_scope: 'delta' });
    expect(said.slice(0, -2)).toEqual(
      [
        ...['A writes 0', 'A exports delta', 'B imports 1'],
        ...['B writes 1', 'B exports delta', 'A imports 1'],
      ].map((line) => line.replace('B writes 1', 'B writes 0')),
    );
  });

  it('takes the steps of a race in an order that every timeline bears out', async () => {
    const said: string[] = [];
    const race = history(['A', 'B'], {
      writes: { 0: [scalar('x', 1)], 1: [scalar('x', 2)] },
      deliveries: [
        {
          type: 'race',
          timelines: [
            [['accept', 1, 1], ['write']],
            [['export'], ['write'], ['export']],
          ],
        },
      ],
    });
    const { finals } = await replayHistory(race, spying(crdt, said), OPTIONS);
    expect(said.slice(0, -2)).toEqual([
      ...['B writes 0', 'B exports full', 'A imports 1', 'A writes 0'],
    ]);
    const fieldsOfA = finals.find(({ agent_indexes }) => agent_indexes.includes(0))?.reading.fields;
    expect(fieldsOfA).toMatchObject([{ field: 'x', kind: 'scalar', value: 1 }]);
  });

  it('gives a restarted agent a new identity, or its old one where that is what happened', async () => {
    const peers: bigint[] = [];
    const strategy: Strategy = {
      ...lww,
      createReplica: (context) => {
        peers.push(context.peer_id);
        return lww.createReplica(context);
      },
    };
    const restarts = (['reused', 'fresh', 'fresh'] as const).map(
      (identity) => ({ type: 'restart', agent_index: 0, exported: null, identity }) as const,
    );
    await replayHistory(history(['A'], { deliveries: restarts }), strategy, OPTIONS);
    expect(peers).toEqual([0, 0, 1, 2].map((life) => derivePeerId(OPTIONS.seed, 'A', life)));
  });

  it('looks for conflicts at another replica each round, or where it is told to', async () => {
    const drawn = drawHistory(3, { agents: 3, rounds: 3, writes: 2, style: 'partial' });
    const placesOf = ({ observations }: Evidence) =>
      observations.flatMap(({ round, agent_index }) => (round < 2 ? [[round, agent_index]] : []));
    expect(placesOf(await replayHistory(drawn, crdt, OPTIONS))).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const everywhere = await replayHistory(drawn, crdt, { ...OPTIONS, observers: atEveryone });
    expect(placesOf(everywhere)).toHaveLength(6);
  });

  it('refuses a history that no repetition could have recorded', async () => {
    const impossible = history(['A', 'B'], { deliveries: [pass(0, [0, 1, 5])] });
    await expect(replayHistory(impossible, lww, OPTIONS)).rejects.toThrow('still to come');
  });
});
