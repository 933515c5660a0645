// What a coordinator and a shard say to each other about a race: agents write while their blobs travel. Every
// fate was decided by the coordinator beforehand, as a function of seeds, so that no scheduling of threads can
// change which parcels are lost.

import type { MessagePort } from 'node:worker_threads';
import type { DetectionCounts } from '../../model/detection.js';
import type { Write } from '../../model/write.js';
import type { Damage } from '../damage.js';
import type { Busy, ImportStyle, Pace, RefusalCode } from '../terms.js';

/** Opens the ways from one shard to all others, once, before its first race. */
export interface ConnectCommand {
  readonly type: 'connect';
  /** The index of this shard among them. */
  readonly shard: number;
  /** One per shard; null for this one. Each is one end of a channel, and is moved to the shard. */
  readonly ports: readonly (MessagePort | null)[];
  /** One 32-bit counter per shard, rung when something was posted to it. */
  readonly bells: SharedArrayBuffer;
}

export interface RaceCommand {
  readonly type: 'race';
  /** Of the order in which residents take turns. */
  readonly seed: number;
  /** How residents import what has arrived between two of their writes. */
  readonly style: ImportStyle;
  /** `delta`: since the last version that came from the receiver; all where none came. */
  readonly blob_scope: 'full' | 'delta';
  /** Whether anyone may hold anything before the race. */
  readonly begins: 'empty' | 'held';
  /** Per seat, in program order. */
  readonly writes: readonly (readonly Write[])[];
  readonly pace: Pace;
  /** Per seat, in order. */
  readonly steps: readonly (readonly RaceStep[])[];
  /** Own steps by which a receiver imports later than it could; 0 or more. */
  readonly staleness_steps: number;
  /** Per agent, the shard where it sits. */
  readonly shard_of: Int32Array;
}

/** One step of one agent: it exports, and sends. */
export interface RaceStep {
  /** The number of this pass; the sequence number in envelopes. */
  readonly pass: number;
  /** The step is made once the agent has issued so many of its writes, or will issue no more. */
  readonly after_writes: number;
  readonly recipients: Recipients;
  /** Of the recipients, those to whom it does not go as it is; in no particular order. */
  readonly struck: readonly StruckParcel[];
}

/** `everyone`: every agent but the sender, held by rule. */
export type Recipients =
  | { readonly type: 'everyone' }
  | { readonly type: 'listed'; readonly receivers: readonly number[] };

export interface StruckParcel {
  readonly receiver: number;
  /** None where it is lost. */
  readonly copies: readonly RaceCopy[];
}

export interface RaceCopy {
  /** Own steps that the receiver makes before it is imported; at the latest when it has made all. */
  readonly delay_steps: number;
  readonly damage: Damage | null;
  /** Orders what one receiver imports at once; equal keys keep the order of arrival. */
  readonly order: number;
}

/** What one agent did, entry by entry: see `event-log.ts` for the spelling. */
export interface TimelineLog {
  readonly senders: Int32Array;
  readonly blobs: Int32Array;
  /** Nanoseconds since the start line's deadline, which is the same for all shards. */
  readonly times_ns: Float64Array;
}

/** One copy of a blob to one receiver. */
export interface RaceBlobName {
  readonly sender: number;
  readonly receiver: number;
  /** As blobs are numbered in timelines. */
  readonly blob: number;
}

/** A blob that reached a replica and changed nothing, because it was refused. */
export interface RaceRefusal extends RaceBlobName {
  readonly code: RefusalCode | 'engine_threw';
}

/** A parcel of {@link RaceStep.struck}, by who sent it to whom in which pass. */
export interface StruckName {
  readonly sender: number;
  readonly receiver: number;
  readonly pass: number;
}

/** One copy of a struck parcel that reached its receiver. */
export interface StruckArrival extends StruckName {
  /** Index among its copies. */
  readonly copy: number;
  /** Own steps that the receiver made between its arrival and its import. */
  readonly late_steps: number;
  /** Null where it was accepted. */
  readonly refusal: RaceRefusal['code'] | null;
}

/** What went over the links; bytes are those of blobs without their envelopes. */
export interface RaceTraffic {
  /** Blobs sent to one receiver, those that were lost on the way included; a copy is a blob. */
  readonly messages: number;
  readonly blob_bytes: number;
  /** Of the versions that travelled with blobs, so that the next delta can be made. */
  readonly version_bytes: number;
  /** Of the blobs that were accepted here. */
  readonly delivered_bytes: number;
}

/** The stretch is the whole race: it ends when nothing can arrive any more. */
export interface RaceReply extends Busy {
  /** From the start line to this shard's last write. */
  readonly writing: Busy;
  /** Of the whole race, what this shard spent waiting with nothing to do. */
  readonly idle_ns: number;
  /** Per seat, how many of its writes were issued. */
  readonly issued: readonly number[];
  /** Per seat. */
  readonly timelines: readonly TimelineLog[];
  readonly traffic: RaceTraffic;
  /** How many copies were accepted here. */
  readonly accepted_count: number;
  readonly refused: readonly RaceRefusal[];
  /** What came damaged and was taken all the same. */
  readonly corrupted: readonly RaceBlobName[];
  /** What was sent from here and lost on its way. */
  readonly dropped: readonly RaceBlobName[];
  /** Of struck parcels, those that were not sent after all: their receivers lacked nothing. */
  readonly spared: readonly StruckName[];
  readonly arrived: readonly StruckArrival[];
  readonly detection: DetectionCounts;
}

export interface RaceReplies {
  readonly connect: { readonly shards: number };
  readonly race: RaceReply;
}
