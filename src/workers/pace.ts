// The timed write loop of a shard, closed and open. In a closed loop the next write waits for the one before,
// so a stall delays all intents behind it and nobody counts that wait. An open loop intends each write at its
// own time and counts from there: `response` holds the wait that the stall caused, `apply` what the write
// itself took (coordinated omission: G. Tene, "How NOT to Measure Latency"; the wrk2 load generator).

import { elapsedNs } from '../metrics/clock.js';
import { LapRecorder } from '../metrics/laps.js';
import type { Write } from '../model/write.js';
import type { Replica } from '../strategies/strategy.js';
import type { ShardGauges } from './gauges.js';
import { mergeIntended } from './pace-schedule.js';
import type { Timekeeper } from './pace-time.js';
import type { Resident } from './resident.js';
import type { Busy, Pace } from './terms.js';

export interface PacedWrites {
  /** Per seat, in program order. */
  readonly writes: readonly (readonly Write[])[];
  readonly pace: Pace;
}

export interface Writers {
  readonly residents: readonly Pick<Resident, 'replica'>[];
  readonly gauges: Pick<ShardGauges, 'apply' | 'response'>;
  readonly time: Timekeeper;
  /** Waits for the other shards and answers when all start, on the clock; now where there are none. */
  readonly start: () => bigint;
}

export interface Written extends Busy {
  /** Per seat, how many of its writes were issued. */
  readonly issued: readonly number[];
}

/** Issues the writes at that pace and records how long they took, one clock reading per write. */
export function writePaced({ writes, pace }: PacedWrites, writers: Writers): Written {
  return pace.type === 'closed' ? writeClosed(writes, writers) : writeOpen(writes, pace, writers);
}

function writeClosed(writes: PacedWrites['writes'], writers: Writers): Written {
  const { residents, gauges, time, start } = writers;
  const count = writes.reduce((sum, list) => sum + list.length, 0);
  const laps = new LapRecorder(gauges.apply, count, time.now);
  start();
  const started_ns = time.now();
  laps.start();
  residents.forEach(({ replica }, seat) => {
    for (const write of writes[seat] ?? []) {
      replica.apply(write);
      laps.lap();
    }
  });
  const ended_ns = time.now();
  laps.flush();
  return { started_ns, ended_ns, issued: residents.map((_, seat) => writes[seat]?.length ?? 0) };
}

type OpenPace = Extract<Pace, { type: 'open' }>;

function writeOpen(writes: PacedWrites['writes'], pace: OpenPace, writers: Writers): Written {
  const { residents, time, start } = writers;
  const agenda = agendaOf(writes, pace, residents);
  const { queue, due_ns, began_ns, ended_ns } = agenda;
  const origin_ns = start();
  const end_ns = origin_ns + BigInt(Math.round(pace.end_ns));
  const started_ns = time.now();
  let reading_ns = started_ns;
  let issued = 0;
  for (const { replica, write } of queue) {
    const write_due_ns = origin_ns + (due_ns[issued] ?? 0n);
    if (reading_ns < write_due_ns) reading_ns = time.until(write_due_ns);
    if (reading_ns >= end_ns) break;
    began_ns[issued] = reading_ns;
    replica.apply(write);
    reading_ns = time.now();
    ended_ns[issued] = reading_ns;
    issued += 1;
  }
  record(agenda, { issued, origin_ns }, writers);
  return {
    started_ns,
    ended_ns: time.now(),
    issued: countPerSeat(agenda, issued, residents.length),
  };
}

/** All writes of a shard in the order in which they are due, and room for when each began and ended. */
interface Agenda {
  readonly queue: readonly { readonly replica: Replica; readonly write: Write }[];
  readonly seats: Int32Array;
  readonly due_ns: BigInt64Array;
  readonly began_ns: BigInt64Array;
  readonly ended_ns: BigInt64Array;
}

function agendaOf(
  writes: PacedWrites['writes'],
  { intended_ns }: OpenPace,
  residents: Writers['residents'],
): Agenda {
  const schedule = mergeIntended(intended_ns);
  const next = residents.map(() => 0);
  const queue = Array.from(schedule.seats, (seat) => {
    const index = next[seat] ?? 0;
    const [replica, write] = [residents[seat]?.replica, writes[seat]?.[index]];
    if (!replica || !write) throw new Error(`no write ${index} at seat ${seat} for its time`);
    next[seat] = index + 1;
    return { replica, write };
  });
  const room = queue.length;
  const [began_ns, ended_ns] = [new BigInt64Array(room), new BigInt64Array(room)];
  return { queue, ...schedule, began_ns, ended_ns };
}

function record(
  { due_ns, began_ns, ended_ns }: Agenda,
  { issued, origin_ns }: { readonly issued: number; readonly origin_ns: bigint },
  { gauges }: Writers,
): void {
  for (let index = 0; index < issued; index += 1) {
    const write_ended_ns = ended_ns[index] ?? 0n;
    gauges.apply.record(elapsedNs(began_ns[index] ?? 0n, write_ended_ns));
    gauges.response.record(elapsedNs(origin_ns + (due_ns[index] ?? 0n), write_ended_ns));
  }
}

function countPerSeat({ seats }: Agenda, issued: number, size: number): readonly number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const seat of seats.subarray(0, issued)) counts[seat] = (counts[seat] ?? 0) + 1;
  return counts;
}
