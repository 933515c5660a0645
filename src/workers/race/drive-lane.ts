// Drives the lane of one thread: turns of its agents round and round, or by intended times; between two turns
// it listens. Agents whose replicas wait (for a model) let the others go on, as agents of their own would.

import { setImmediate as nextTask, setTimeout as wait } from 'node:timers/promises';
import { elapsedNs } from '../../metrics/clock.js';
import { createRandom, deriveSeed } from '../../model/random.js';
import { mergeIntended } from '../pace-schedule.js';
import { SPIN_NS } from '../pace-time.js';
import type { Lane } from './lane.js';
import type { Racer } from './racer.js';
import type { Ears, RaceRun } from './track.js';

const NS_PER_MS = 1e6;
/** A shard that waits for the others looks up that often, should a bell have been lost with its thread. */
const LOOK_UP_MS = 50;
/** How long one that waits for its own replicas may not hear the others. */
const LISTEN_MS = 1;

export async function driveLane(lane: Lane, ears: Ears, start: () => bigint): Promise<RaceRun> {
  const driver = new LaneDriver(lane, ears);
  const { pace } = lane.parts.command;
  const agenda = pace.type === 'open' ? agendaOf(lane, pace.intended_ns) : null;
  const origin_ns = start();
  lane.begin(origin_ns);
  if (agenda) await driver.byAgenda(agenda, origin_ns);
  else await driver.roundAndRound();
  ears.announceEnd();
  await driver.untilQuiet();
  return { origin_ns, idle_ns: driver.idle_ns };
}

interface Agenda {
  readonly racers: readonly Racer[];
  readonly due_ns: BigInt64Array;
}

/** An agent that intends no write has one turn at the start, for the steps of its exchange. */
function agendaOf(lane: Lane, intended_ns: readonly (readonly number[])[]): Agenda {
  const atLeastOne = lane.racers.map((_, seat) => {
    const times = intended_ns[seat] ?? [];
    return times.length > 0 ? times : [0];
  });
  const { seats, due_ns } = mergeIntended(atLeastOne);
  return { racers: Array.from(seats).flatMap((seat) => lane.racers[seat] ?? []), due_ns };
}

class LaneDriver {
  readonly #lane: Lane;
  readonly #ears: Ears;
  idle_ns = 0;

  constructor(lane: Lane, ears: Ears) {
    this.#lane = lane;
    this.#ears = ears;
  }

  /** Closed loop: everyone in turn, from a seeded place, until all have finished. */
  async roundAndRound(): Promise<void> {
    const lane = this.#lane;
    let rotation = rotated(lane);
    while (rotation.length > 0) {
      const worked = this.#oneRound(rotation);
      rotation = rotation.filter((racer) => !racer.finished);
      if (lane.someoneWaits) await (worked ? nextTask() : this.#letSettle());
    }
  }

  #oneRound(rotation: readonly Racer[]): boolean {
    const lane = this.#lane;
    let worked = false;
    for (const racer of rotation) {
      this.#ears.listen(lane);
      if (!lane.isWaiting(racer)) {
        lane.turn(racer);
        worked = true;
      }
      worked = lane.serveOne() || worked;
    }
    return worked;
  }

  /** Open load: everyone at its intended times, and what arrives is imported as long as nothing is due. */
  async byAgenda({ racers, due_ns }: Agenda, origin_ns: bigint): Promise<void> {
    const lane = this.#lane;
    for (const [index, racer] of racers.entries()) {
      await this.#serveUntil(origin_ns + (due_ns[index] ?? 0n));
      racer.writeIsDue();
      this.#ears.listen(lane);
      // One that waits has its turn, with all writes that are due by then, when it goes on.
      if (!lane.isWaiting(racer)) lane.turn(racer);
      lane.serveOne();
      if (lane.someoneWaits) await nextTask();
    }
    while (!lane.finished) if (!lane.serveOne()) await this.#letSettle();
  }

  async #serveUntil(due_ns: bigint): Promise<void> {
    const { time } = this.#lane.parts;
    for (let now_ns = time.now(); now_ns < due_ns; now_ns = time.now()) {
      this.#ears.listen(this.#lane);
      if (this.#lane.serveOne()) continue;
      if (this.#lane.someoneWaits) await nextTask();
      else this.#idle(due_ns - now_ns - SPIN_NS);
    }
  }

  /** Everyone here has finished: imports what still comes until nothing can come any more. */
  async untilQuiet(): Promise<void> {
    const lane = this.#lane;
    for (;;) {
      this.#ears.listen(lane);
      if (lane.serveOne()) continue;
      if (lane.someoneWaits) await this.#letSettle();
      else if (this.#ears.quiet) return;
      else this.#idle(BigInt(LOOK_UP_MS * NS_PER_MS));
    }
  }

  #idle(at_most_ns: bigint): void {
    const { time } = this.#lane.parts;
    const before_ns = time.now();
    if (at_most_ns > 0n) this.#ears.sleep(Number(at_most_ns) / NS_PER_MS);
    this.idle_ns += elapsedNs(before_ns, time.now());
  }

  async #letSettle(): Promise<void> {
    const { time } = this.#lane.parts;
    const before_ns = time.now();
    await Promise.race([this.#lane.oneSettled(), wait(LISTEN_MS)]);
    this.idle_ns += elapsedNs(before_ns, time.now());
  }
}

function rotated({ racers, parts }: Lane): readonly Racer[] {
  if (racers.length === 0) return [];
  const [first] = racers;
  const random = createRandom(deriveSeed(parts.command.seed, 'turns', first?.agent_index ?? 0));
  const start = random.integer(0, racers.length - 1);
  return [...racers.slice(start), ...racers.slice(0, start)];
}
