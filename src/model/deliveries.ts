// What reached whom, as plain data: the ground truth that every judgement of a partial, lossy or racing
// exchange rests on. Agents are named by their index.

/** A pass in which everyone accepted what everyone had exported in it, held by rule: no table of N² entries. */
export interface EveryoneToEveryone {
  readonly type: 'everyone_to_everyone';
}

/**
 * One pass of lock-step exchange. Passes are numbered from 0 over a repetition, those of
 * {@link EveryoneToEveryone} included; blobs are exported at the start of a pass, before any import of it.
 * Entry i: `receivers[i]` accepted the blob that `senders[i]` had exported in pass `exported[i]`, which is
 * this pass or an earlier one. In order of import per receiver. What was dropped, refused or is still on
 * its way stands nowhere here.
 */
export interface PassDeliveries {
  readonly type: 'pass';
  readonly senders: readonly number[];
  readonly receivers: readonly number[];
  readonly exported: readonly number[];
}

/**
 * An agent lost its replica and began again with its own blob of pass `exported`, or with nothing. What it
 * had written or received since is gone from it. `fresh`: under a new engine identity, as it should be;
 * `reused`: under its old one.
 */
export interface Restart {
  readonly type: 'restart';
  readonly agent_index: number;
  readonly exported: number | null;
  readonly identity: 'fresh' | 'reused';
}

/**
 * One step of one agent in a race: its next write, its next blob (blobs are numbered from 0 per agent and
 * race), or a blob of another that it accepted.
 */
export type RaceEvent =
  readonly ['write'] | readonly ['export'] | readonly ['accept', sender: number, blob: number];

/** A round in which agents wrote and exchanged at once. Replaces the write phase of its round. */
export interface Race {
  readonly type: 'race';
  /** Per agent, in the order in which it happened there. Every write of the round stands in it once. */
  readonly timelines: readonly (readonly RaceEvent[])[];
}

/** What happened after (in a race: during) the writes of a round. */
export type Deliveries = EveryoneToEveryone | PassDeliveries | Restart | Race;
