// A race in one thread, and its recorded history played again on fresh replicas.

import { mergeRace } from '../../src/coordinator/race/merge.js';
import type { RaceOptions, RacePlan } from '../../src/coordinator/race/plan.js';
import { planRace } from '../../src/coordinator/race/plan.js';
import { seatAgents } from '../../src/coordinator/division.js';
import { mesh } from '../../src/coordinator/topologies/mesh.js';
import { paceOf } from '../../src/coordinator/arrivals.js';
import type { Load } from '../../src/coordinator/exchange/terms.js';
import type { RaceEvent } from '../../src/model/deliveries.js';
import { digestReading } from '../../src/model/digest.js';
import type { Script } from '../../src/model/script.js';
import type { Write } from '../../src/model/write.js';
import type { Model } from '../../src/strategies/model.js';
import { pickSmallest } from '../../src/strategies/model.js';
import type { Replica, Strategy } from '../../src/strategies/strategy.js';
import { ShardGauges } from '../../src/workers/gauges.js';
import type { Timekeeper } from '../../src/workers/pace-time.js';
import { createRealTime } from '../../src/workers/pace-time.js';
import type { Seat } from '../../src/workers/protocol.js';
import { InlineTracks } from '../../src/workers/race/inline-track.js';
import type { RaceCourier } from '../../src/workers/race/race-parts.js';
import type { RaceCommand } from '../../src/workers/race/race-protocol.js';
import { runRace } from '../../src/workers/race/run-race.js';
import type { Resident } from '../../src/workers/resident.js';

/** Hands on bytes as they are, and nothing damages them. */
const BARE: RaceCourier = {
  raw: false,
  seal: (blob) => blob,
  open: (payload) => ({ ok: true, payload, from: null }),
};

/** Hands on damaged bytes too. */
export const RAW: RaceCourier = { ...BARE, raw: true };

export interface RaceSetting {
  readonly strategy: Strategy;
  readonly script: Script;
  readonly shards?: number;
  readonly seed?: number;
  readonly style?: RaceCommand['style'];
  readonly blob_scope?: RaceCommand['blob_scope'];
  readonly staleness_steps?: number;
  readonly load?: Load;
  readonly model?: Model;
  readonly time?: Timekeeper;
  readonly courier?: RaceCourier;
  readonly plan?: Partial<RaceOptions>;
}

export const NO_STRIKES: RaceOptions['faults'] = {
  targets: [],
  transmission: () => ({ copies: [{ delay_passes: 0, damage: null, order: 0 }], struck: [] }),
};

export function planFor({ script, plan = {} }: RaceSetting): RacePlan {
  const writes = (script.rounds[0] ?? []).map(({ length }) => length);
  const base = { topology: mesh, seed: 1, fan_out: 2, base_pass: 0, faults: NO_STRIKES };
  return planRace({ ...base, writes, ...plan });
}

export function seatsFor({ script, shards = 1 }: RaceSetting): readonly (readonly Seat[])[] {
  return seatAgents(script.agents, shards, 7);
}

export function commandFor(setting: RaceSetting, plan: RacePlan, shard: number): RaceCommand {
  const { seed = 1, style = 'batch', blob_scope = 'full', staleness_steps = 0 } = setting;
  const all = seatsFor(setting);
  const seats = all[shard] ?? [];
  const writes = seats.map(({ agent_index }) => writesOf(setting, agent_index));
  const agents = seats.map(({ agent_index }, seat) => {
    return { agent_index, writes: writes[seat]?.length ?? 0 };
  });
  return {
    type: 'race',
    seed,
    style,
    blob_scope,
    begins: 'empty',
    staleness_steps,
    writes,
    pace: paceOf(setting.load ?? { type: 'closed' }, { seed, round: 0, agents }),
    steps: seats.map(({ agent_index }) => plan.steps[agent_index] ?? []),
    shard_of: Int32Array.from(all.flatMap((list, index) => list.map(() => index))),
  };
}

export function residentsOf(
  strategy: Strategy,
  seats: readonly Seat[],
  model: Model = pickSmallest,
): readonly Resident[] {
  return seats.map((seat) => {
    const { agent_id, peer_id } = seat;
    const replica = strategy.createReplica({ agent_id, peer_id, model });
    return { seat, replica, incarnation: 0, heard: new Map() };
  });
}

export async function raceInline(setting: RaceSetting) {
  const { strategy, shards = 1, courier = BARE, time = createRealTime() } = setting;
  const { tracks } = new InlineTracks(shards);
  const plan = planFor(setting);
  const seats = seatsFor(setting);
  const lanes = seats.map((list) => residentsOf(strategy, list, setting.model));
  const gauges = tracks.map(() => new ShardGauges());
  const replies = await Promise.all(
    tracks.map((track, shard) =>
      runRace(commandFor(setting, plan, shard), {
        residents: lanes[shard] ?? [],
        courier,
        gauges: gauges[shard] ?? new ShardGauges(),
        time,
        track,
        start: () => 0n,
      }),
    ),
  );
  const replicas = lanes.flat().map(({ replica }) => replica);
  return { plan, replies, gauges, replicas, outcome: mergeRace(replies, seats) };
}

export function contentOf(replica: Replica): string {
  return digestReading(replica.read()).content;
}

export function writesOf({ script }: RaceSetting, agent_index: number): readonly Write[] {
  return script.rounds[0]?.[agent_index] ?? [];
}

/**
 * Fresh replicas that write, export and import as the timelines say.
 * @throws Error where no order of the events has every blob exported before it is accepted.
 */
export async function replay(
  setting: RaceSetting,
  timelines: readonly (readonly RaceEvent[])[],
): Promise<readonly Replica[]> {
  const { strategy, model } = setting;
  const residents = residentsOf(strategy, seatsFor(setting).flat(), model);
  const blobs = residents.map((): Uint8Array[] => []);
  const written = residents.map(() => 0);
  for (const [agent, event] of linearise(timelines)) {
    const replica = residents[agent]?.replica;
    const write = writesOf(setting, agent)[written[agent] ?? 0];
    if (event[0] === 'write' && write) replica?.apply(write);
    if (event[0] === 'write') written[agent] = (written[agent] ?? 0) + 1;
    if (event[0] === 'export') blobs[agent]?.push(replica?.export('full') ?? new Uint8Array(0));
    if (event[0] === 'accept') await replica?.import([blobs[event[1]]?.[event[2]] ?? NO_BLOB]);
  }
  return residents.map(({ replica }) => replica);
}

const NO_BLOB = Uint8Array.of(255);

/** By brute force: whoever can go on, goes on by one event. */
export function linearise(
  timelines: readonly (readonly RaceEvent[])[],
): readonly (readonly [agent: number, event: RaceEvent])[] {
  const next = timelines.map(() => 0);
  const exported = timelines.map(() => 0);
  const order: [number, RaceEvent][] = [];
  for (let stuck = false; !stuck;) {
    stuck = true;
    for (const [agent, timeline] of timelines.entries()) {
      const event = timeline[next[agent] ?? 0];
      if (!event || (event[0] === 'accept' && event[2] >= (exported[event[1]] ?? 0))) continue;
      if (event[0] === 'export') exported[agent] = (exported[agent] ?? 0) + 1;
      next[agent] = (next[agent] ?? 0) + 1;
      order.push([agent, event]);
      stuck = false;
    }
  }
  const total = timelines.reduce((sum, { length }) => sum + length, 0);
  if (order.length < total) throw new Error('these timelines have no order');
  return order;
}
