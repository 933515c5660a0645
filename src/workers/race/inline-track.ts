// A race in one thread: one driver takes turns for the agents of all shards, in an order drawn from the seed, so
// that one seed is one history. Under open load turns follow the intended times of all, waited for on whatever
// clock the shards have; after each an agent drawn from the seed imports what it has got.

import { createRandom, deriveSeed, type Random } from '../../model/random.js';
import { mergeIntended } from '../pace-schedule.js';
import type { Lane } from './lane.js';
import type { BlobMessage } from './parcel.js';
import type { Racer } from './racer.js';
import type { RaceRun, RaceTrack } from './track.js';

interface Entrant {
  readonly lane: Lane;
  readonly resolve: (run: RaceRun) => void;
  readonly reject: (thrown: unknown) => void;
}

/** Where the inline shards of one group meet: the race begins when all of them have entered it. */
export class InlineTracks {
  readonly #entrants: (Entrant | undefined)[];
  /** One per shard. */
  readonly tracks: readonly RaceTrack[];

  constructor(shards: number) {
    this.#entrants = Array.from({ length: shards }, () => undefined);
    this.tracks = this.#entrants.map((_, shard) => ({
      shard,
      shards,
      post: (to: number, message: BlobMessage) => {
        // Cloned as it would be between threads, so that sharing hides nothing.
        this.#entrants[to]?.lane.accept(structuredClone(message));
      },
      run: (lane: Lane) => this.#enter(shard, lane),
    }));
  }

  #enter(shard: number, lane: Lane): Promise<RaceRun> {
    return new Promise((resolve, reject) => {
      this.#entrants[shard] = { lane, resolve, reject };
      const entrants = this.#entrants.filter((entrant) => entrant !== undefined);
      if (entrants.length === this.#entrants.length) void this.#race(entrants);
    });
  }

  async #race(entrants: readonly Entrant[]): Promise<void> {
    try {
      const run = await driveTogether(entrants.map(({ lane }) => lane));
      for (const { resolve } of entrants) resolve(run);
    } catch (thrown) {
      for (const { reject } of entrants) reject(thrown);
    } finally {
      this.#entrants.fill(undefined);
    }
  }
}

interface Place {
  readonly lane: Lane;
  readonly racer: Racer;
}

async function driveTogether(lanes: readonly Lane[]): Promise<RaceRun> {
  const [first] = lanes;
  if (!first) throw new Error('a race needs a shard');
  const { time, command } = first.parts;
  const places = lanes.flatMap((lane) => lane.racers.map((racer): Place => ({ lane, racer })));
  const random = createRandom(deriveSeed(command.seed, 'interleaving'));
  const origin_ns = time.now();
  for (const lane of lanes) lane.begin(origin_ns);
  if (command.pace.type === 'open') await byIntendedTimes(lanes, places, { origin_ns, random });
  else await byDraw(lanes, places, random);
  for (const lane of lanes) await serveAll(lane);
  return { origin_ns, idle_ns: 0 };
}

async function byDraw(
  lanes: readonly Lane[],
  places: readonly Place[],
  random: Random,
): Promise<void> {
  let racing = lanes.some((lane) => !lane.finished);
  while (racing) {
    // Nobody's turn is told by how many have finished, so the check can wait for a round of draws.
    for (let draw = 0; draw < places.length; draw += 1) await takeTurn(drawn(places, random));
    racing = lanes.some((lane) => !lane.finished);
  }
}

async function byIntendedTimes(
  lanes: readonly Lane[],
  places: readonly Place[],
  { origin_ns, random }: { readonly origin_ns: bigint; readonly random: Random },
): Promise<void> {
  const { seats, due_ns } = mergeIntended(lanes.flatMap(intendedTurns));
  for (const [index, seat] of seats.entries()) {
    const place = places[seat];
    if (!place) continue;
    place.lane.parts.time.until(origin_ns + (due_ns[index] ?? 0n));
    place.racer.writeIsDue();
    await takeTurn(place);
    await takeTurn(drawn(places, random));
  }
}

/** Per agent of the lane; one that intends no write has one turn, for the steps of its exchange. */
function intendedTurns({ parts, racers }: Lane): readonly (readonly number[])[] {
  const { pace } = parts.command;
  const intended_ns = pace.type === 'open' ? pace.intended_ns : [];
  return racers.map((_, seat) => {
    const times = intended_ns[seat] ?? [];
    return times.length > 0 ? times : [0];
  });
}

function drawn(places: readonly Place[], random: Random): Place {
  const place = places[random.integer(0, places.length - 1)];
  if (!place) throw new Error('nobody races');
  return place;
}

/** A turn to its end: where a replica waits, all do, so that no timer decides the order. */
async function takeTurn({ lane, racer }: Place): Promise<void> {
  lane.turn(racer);
  if (lane.someoneWaits) await settle(lane);
}

async function settle(lane: Lane): Promise<void> {
  while (lane.someoneWaits) {
    await lane.oneSettled();
    lane.serveOne();
  }
}

async function serveAll(lane: Lane): Promise<void> {
  while (lane.serveOne()) await settle(lane);
}
