// One race command: the residents of a shard write and exchange at once, and what they did is told afterwards.

import type { Timekeeper } from '../pace-time.js';
import type { ShardGauges } from '../gauges.js';
import type { Resident } from '../resident.js';
import type { Busy } from '../terms.js';
import { Lane } from './lane.js';
import type { RaceCourier } from './race-parts.js';
import { RaceAccount } from './race-parts.js';
import type { RaceCommand, RaceReply } from './race-protocol.js';
import type { RaceTrack } from './track.js';

export interface RaceShard {
  readonly residents: readonly Resident[];
  readonly courier: RaceCourier;
  readonly gauges: ShardGauges;
  readonly time: Timekeeper;
  readonly track: RaceTrack;
  /** Waits for the other shards and answers when all start, on the clock; asked for on threads only. */
  readonly start: () => bigint;
}

/** Returns when every agent here has written and sent, and nothing can arrive any more. */
export async function runRace(command: RaceCommand, shard: RaceShard): Promise<RaceReply> {
  const { residents, courier, gauges, time, track, start } = shard;
  const account = new RaceAccount();
  const lane = new Lane({ command, courier, gauges, time, account }, residents, track);
  const { origin_ns, idle_ns } = await track.run(lane, start);
  const ended_ns = time.now();
  return {
    started_ns: origin_ns,
    ended_ns,
    writing: writingOf(lane, origin_ns),
    idle_ns,
    issued: lane.racers.map(({ issued }) => issued),
    timelines: lane.conclude(origin_ns),
    ...account.reply(),
  };
}

function writingOf({ racers }: Lane, origin_ns: bigint): Busy {
  const ended_ns = racers.reduce((last, { wroteUntil_ns }) => {
    return wroteUntil_ns !== null && wroteUntil_ns > last ? wroteUntil_ns : last;
  }, origin_ns);
  return { started_ns: origin_ns, ended_ns };
}
