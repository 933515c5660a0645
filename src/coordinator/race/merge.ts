// What the shards tell of a race, put together: one race for the ledger, who wrote when, what went over the
// links, and what became of the parcels that faults struck.

import type { ShardInterval } from '../../metrics/intervals.js';
import type { Undelivered } from '../../model/blob-end.js';
import type { Race, RaceEvent } from '../../model/deliveries.js';
import type { DetectionCounts } from '../../model/detection.js';
import { EXPORT, WRITE } from '../../workers/race/event-log.js';
import type {
  RaceBlobName,
  RaceRefusal,
  RaceReply,
  RaceTraffic,
  StruckArrival,
  StruckName,
  TimelineLog,
} from '../../workers/race/race-protocol.js';
import type { Seat } from '../../workers/protocol.js';
import type { FaultTally } from '../faults/tally.js';
import type { RacePlan } from './plan.js';

export interface RaceStray extends RaceBlobName {
  readonly end: Undelivered['end'];
  readonly code: string | null;
}

export interface RaceOutcome {
  readonly race: Race;
  /** Per agent, with times since the start. */
  readonly timelines: readonly TimelineLog[];
  /** Per agent, how many of its writes were issued. */
  readonly issued: readonly number[];
  /** Per shard, from the start to its last write. */
  readonly writing: readonly ShardInterval[];
  readonly traffic: RaceTraffic;
  readonly accepted_count: number;
  /** Copies that were no delivery, first those that were lost on their way. */
  readonly strays: readonly RaceStray[];
  readonly refused: readonly RaceRefusal[];
  /** Per shard. */
  readonly detection: readonly DetectionCounts[];
}

/** @param seats per shard, as its replies are ordered; every agent once. */
export function mergeRace(
  replies: readonly RaceReply[],
  seats: readonly (readonly Pick<Seat, 'agent_index'>[])[],
): RaceOutcome {
  const agents = seats.reduce((sum, list) => sum + list.length, 0);
  const timelines = Array.from({ length: agents }, () => NOTHING_DONE);
  const issued = Array.from({ length: agents }, () => 0);
  seats.forEach((list, shard) => {
    list.forEach(({ agent_index }, seat) => {
      timelines[agent_index] = replies[shard]?.timelines[seat] ?? NOTHING_DONE;
      issued[agent_index] = replies[shard]?.issued[seat] ?? 0;
    });
  });
  return {
    race: spellRace(timelines),
    timelines,
    issued,
    writing: replies.map(({ writing }) => writing),
    traffic: sumTraffic(replies.map(({ traffic }) => traffic)),
    accepted_count: replies.reduce((sum, { accepted_count }) => sum + accepted_count, 0),
    strays: straysOf(replies),
    refused: replies.flatMap(({ refused }) => refused),
    detection: replies.map(({ detection }) => detection),
  };
}

/** Tells the tally what became of every parcel that was to be struck. */
export function enterStrikes(
  tally: Pick<FaultTally, 'planned' | 'fired' | 'lost' | 'arrived'>,
  { strikes }: Pick<RacePlan, 'strikes'>,
  replies: readonly RaceReply[],
): void {
  const spared = new Set(replies.flatMap((reply) => reply.spared.map(nameOf)));
  const arrived = groupByName(replies.flatMap((reply) => reply.arrived));
  for (const strike of strikes) {
    const { struck, copies } = strike;
    const name = nameOf(strike);
    tally.planned(struck);
    if (spared.has(name)) continue;
    tally.fired(struck);
    if (copies === 0) tally.lost(struck);
    for (const { late_steps, copy, refusal } of arrived.get(name) ?? []) {
      tally.arrived(struck, { late_passes: late_steps, copy, refusal });
    }
  }
}

function straysOf(replies: readonly RaceReply[]): readonly RaceStray[] {
  const lost = replies.flatMap(({ dropped }) => dropped);
  const taken = replies.flatMap(({ corrupted }) => corrupted);
  const refused = replies.flatMap((reply) => reply.refused);
  return [
    ...lost.map((name) => ({ ...name, end: 'dropped', code: null }) as const),
    ...taken.map((name) => ({ ...name, end: 'corrupted', code: null }) as const),
    ...refused.map((name) => ({ ...name, end: 'rejected' }) as const),
  ];
}

const NOTHING_DONE: TimelineLog = {
  senders: new Int32Array(0),
  blobs: new Int32Array(0),
  times_ns: new Float64Array(0),
};

const WRITE_EVENT: RaceEvent = ['write'];
const EXPORT_EVENT: RaceEvent = ['export'];

/** One object for all who accepted a blob: in a mesh there are as many entries as agents times blobs. */
function spellRace(timelines: readonly TimelineLog[]): Race {
  const accepts = new Map<number, Map<number, RaceEvent>>();
  const acceptOf = (sender: number, blob: number): RaceEvent => {
    const ofSender = accepts.get(sender) ?? new Map<number, RaceEvent>();
    const event = ofSender.get(blob) ?? ['accept', sender, blob];
    accepts.set(sender, ofSender.set(blob, event));
    return event;
  };
  const spell = ({ senders, blobs }: TimelineLog): readonly RaceEvent[] =>
    Array.from(senders, (sender, index) => {
      if (sender === WRITE) return WRITE_EVENT;
      return sender === EXPORT ? EXPORT_EVENT : acceptOf(sender, blobs[index] ?? -1);
    });
  return { type: 'race', timelines: timelines.map(spell) };
}

function sumTraffic(parts: readonly RaceTraffic[]): RaceTraffic {
  const total = (of: (part: RaceTraffic) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    messages: total(({ messages }) => messages),
    blob_bytes: total(({ blob_bytes }) => blob_bytes),
    version_bytes: total(({ version_bytes }) => version_bytes),
    delivered_bytes: total(({ delivered_bytes }) => delivered_bytes),
  };
}

function nameOf({ sender, receiver, pass }: StruckName): string {
  return `${sender} ${receiver} ${pass}`;
}

function groupByName(
  arrivals: readonly StruckArrival[],
): ReadonlyMap<string, readonly StruckArrival[]> {
  const groups = new Map<string, StruckArrival[]>();
  for (const arrival of arrivals) {
    const name = nameOf(arrival);
    const group = groups.get(name);
    if (group) group.push(arrival);
    else groups.set(name, [arrival]);
  }
  return groups;
}
