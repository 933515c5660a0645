import { describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { createThreadHost } from '../../../src/coordinator/pool.js';
import { connectCommands } from '../../../src/coordinator/race/channels.js';
import { mergeRace } from '../../../src/coordinator/race/merge.js';
import type { ShardGroup, ShardHost } from '../../../src/coordinator/shard-link.js';
import { askAll } from '../../../src/coordinator/shard-link.js';
import { strategyIdOf } from '../../../src/workers/envelope.js';
import type { OpenCommand } from '../../../src/workers/protocol.js';
import { createStartLine } from '../../../src/workers/start-line.js';
import { strategyNamed } from '../../strategies/support/replicas.js';
import { layMixed } from '../../support/plan.js';
import type { RaceSetting } from '../../support/race.js';
import { commandFor, contentOf, linearise, planFor, replay, seatsFor } from '../../support/race.js';

const SHAPE = { agents: 6, rounds: 1, writes_per_agent: 10, seed: 3 };
const TIMEOUT_MS = 20_000;

async function settingOf(changes: Partial<RaceSetting> = {}): Promise<RaceSetting> {
  const strategy = await strategyNamed('lww');
  return { strategy, script: await layMixed(SHAPE), shards: 2, ...changes };
}

function threads(count: number): ShardHost {
  const { signal } = new AbortController();
  return createThreadHost({ threads: count, heap_limit_mb: 512, timeout_ms: TIMEOUT_MS, signal });
}

async function connect({ links }: ShardGroup): Promise<void> {
  const commands = connectCommands(links.length);
  await askAll(links, (shard) => {
    const command = commands[shard];
    if (!command) throw new Error(`no ports for shard ${shard}`);
    return command;
  });
}

/** A race of freshly opened shards, and what their replicas read afterwards. */
async function raceOn(host: ShardHost, setting: RaceSetting, latency_ms = 0) {
  const group = host.open();
  const seats = seatsFor(setting);
  const start_line = group.parallel ? createStartLine(seats.length, TIMEOUT_MS) : null;
  const { name } = setting.strategy;
  const opening = {
    type: 'open',
    strategy: { type: 'built_in', name },
    model: { type: 'stub', latency_ms },
    envelope: { type: 'on', run_id: 5n, strategy_id: strategyIdOf(name) },
    clock: group.parallel ? 'real' : 'virtual',
    start_line,
  } satisfies Omit<OpenCommand, 'seats'>;
  await askAll(group.links, (shard) => ({ ...opening, seats: seats[shard] ?? [] }));
  if (group.parallel) await connect(group);
  const plan = planFor(setting);
  const replies = await askAll(group.links, (shard) => commandFor(setting, plan, shard));
  const read = await askAll(group.links, () => ({ type: 'read' }));
  const measured = await askAll(group.links, () => ({ type: 'measure' }));
  await askAll(group.links, () => ({ type: 'close' }));
  await group.close();
  const contents = read.flatMap(({ readings }) =>
    readings.flatMap(({ digests, agent_indexes }) =>
      agent_indexes.map((agent_index) => ({ agent_index, content: digests.content })),
    ),
  );
  contents.sort((left, right) => left.agent_index - right.agent_index);
  const outcome = mergeRace(replies, seats);
  return { outcome, replies, measured, contents: contents.map(({ content }) => content) };
}

async function expectReplay(
  { outcome, contents }: Awaited<ReturnType<typeof raceOn>>,
  setting: RaceSetting,
): Promise<void> {
  const total = outcome.race.timelines.reduce((sum, { length }) => sum + length, 0);
  expect(linearise(outcome.race.timelines)).toHaveLength(total);
  const replayed = await replay(setting, outcome.race.timelines);
  expect(replayed.map(contentOf)).toEqual(contents);
}

describe('a race on threads', () => {
  it.each([
    { name: 'lww', shards: 1, scope: 'full' as const },
    { name: 'crdt', shards: 2, scope: 'full' as const },
    { name: 'lww', shards: 3, scope: 'delta' as const },
  ])(
    'replays inline to the contents it had: $name, $shards threads, $scope',
    async ({ name, shards, scope }) => {
      const host = threads(shards);
      const setting = await settingOf({
        shards,
        blob_scope: scope,
        strategy: await strategyNamed(name),
      });
      const race = await raceOn(host, setting);
      await host.destroy();
      expect(race.outcome.issued).toEqual(Array(6).fill(10));
      expect(race.outcome.refused).toEqual([]);
      await expectReplay(race, setting);
    },
  );

  it('lets agents whose model takes its time wait while others go on', async () => {
    const host = threads(2);
    const strategy = await strategyNamed('transactional');
    const setting = await settingOf({ strategy, blob_scope: 'delta' });
    const race = await raceOn(host, setting, 1);
    await host.destroy();
    expect(race.outcome.issued).toEqual(Array(6).fill(10));
    await expectReplay(race, setting);
  });

  it('issues no write before its time', async () => {
    const host = threads(2);
    const load = { type: 'open', writes_per_second: 2_000, arrivals: 'constant' } as const;
    const setting = await settingOf({ load });
    const race = await raceOn(host, setting);
    await host.destroy();
    const early = seatsFor(setting).flatMap((seats, shard) => {
      const { pace } = commandFor(setting, planFor(setting), shard);
      const intended_ns = pace.type === 'open' ? pace.intended_ns : [];
      return seats.filter(({ agent_index }, seat) => {
        const { senders, times_ns } = race.outcome.timelines[agent_index] ?? NO_TIMELINE;
        const issued_ns = [...times_ns].filter((_, event) => senders[event] === -1);
        return issued_ns.some((at_ns, write) => at_ns < (intended_ns[seat]?.[write] ?? Infinity));
      });
    });
    expect(early).toEqual([]);
    const responses = race.measured.map(({ response, apply }) => response.sum_ns >= apply.sum_ns);
    expect(responses).toEqual([true, true]);
    await expectReplay(race, setting);
  });
});

const NO_TIMELINE = { senders: new Int32Array(0), times_ns: new Float64Array(0) };

describe('a race of inline shards', () => {
  it('is the same race for the same seed, behind envelopes and in virtual time too', async () => {
    const setting = await settingOf({ shards: 2 });
    const race = () => raceOn(createInlineHost(2), setting);
    const [one, again] = [await race(), await race()];
    expect(again.outcome).toEqual(one.outcome);
    await expectReplay(one, setting);
  });
});
