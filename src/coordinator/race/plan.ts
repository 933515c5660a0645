// Who sends to whom in a race, before which of its writes, and what becomes of each parcel: all decided before
// the start as a pure function of seeds. What blobs will hold is decided by the race alone.

import { createRandom, deriveSeed } from '../../model/random.js';
import type {
  RaceStep,
  Recipients,
  StruckName,
  StruckParcel,
} from '../../workers/race/race-protocol.js';
import type { FaultPlan, Transmission } from '../faults/fault-plan.js';
import type { Routes, Topology } from '../topologies/topology.js';

/** How often an agent sends in one round unless told otherwise: often enough to be seen, seldom enough to write. */
export const EXPORTS_PER_ROUND = 8;

export interface RaceOptions {
  readonly topology: Pick<Topology, 'routes'>;
  /** Of the topology's choices. */
  readonly seed: number;
  readonly fan_out: number;
  /** Step s of an agent follows the routes of pass `base_pass + s`. */
  readonly base_pass: number;
  /** Per agent, how many writes it has in this round. */
  readonly writes: readonly number[];
  /** Steps per agent, as far as it has writes to put between them; at least one. */
  readonly exports_per_round?: number;
  readonly faults: Pick<FaultPlan, 'transmission' | 'targets'>;
}

/** A parcel that faults strike. */
export interface Strike extends StruckName {
  /** Indexes of the faults. */
  readonly struck: readonly number[];
  /** How many copies of it arrive; 0: it is lost. */
  readonly copies: number;
}

export interface RacePlan {
  /** Per agent, in order. */
  readonly steps: readonly (readonly RaceStep[])[];
  readonly strikes: readonly Strike[];
  /** How many passes the race takes the place of: the most steps that an agent makes. */
  readonly passes: number;
}

export function planRace(options: RaceOptions): RacePlan {
  const { writes, exports_per_round = EXPORTS_PER_ROUND } = options;
  const counts = writes.map((count) => Math.max(1, Math.min(exports_per_round, count)));
  const passes = counts.reduce((most, count) => Math.max(most, count), 0);
  const recipients = Array.from({ length: passes }, (_, step) => recipientsOf(options, step));
  const strikes: Strike[] = [];
  const steps = counts.map((count, sender) => {
    const lead = createRandom(deriveSeed(options.seed, 'step lead', sender)).fraction();
    return Array.from({ length: count }, (_, step): RaceStep => {
      const pass = options.base_pass + step;
      const to = recipients[step]?.(sender) ?? NOBODY;
      const parcels = strikeAll(options, { pass, sender, to });
      strikes.push(...parcels.map(({ strike }) => strike));
      const struck = parcels.map(({ parcel }) => parcel);
      return {
        pass,
        after_writes: afterWrites(step, { writes: writes[sender] ?? 0, steps: count, lead }),
        recipients: to,
        struck,
      };
    });
  });
  return { steps, strikes, passes };
}

const NOBODY: Recipients = { type: 'listed', receivers: [] };
const EVERYONE: Recipients = { type: 'everyone' };

/** How the steps of one agent stand between its writes. */
interface Spacing {
  readonly writes: number;
  readonly steps: number;
  /** How far its steps come before those of others, 0 to 1, in the space from step to step. */
  readonly lead: number;
}

/**
 * Steps stand evenly between the writes, each agent's at places of their own: where all send at once, threads
 * work in bursts. The first has a write before it, and the last one all of them.
 */
function afterWrites(step: number, { writes, steps, lead }: Spacing): number {
  if (step === steps - 1) return writes;
  return Math.max(step + 1, Math.floor(((step + 1 - lead) * writes) / steps));
}

/** Whom each agent sends to in one step: asked of the topology once for all agents. */
function recipientsOf(options: RaceOptions, step: number): (sender: number) => Recipients {
  const { topology, seed, fan_out, base_pass, writes } = options;
  const routes = topology.routes({ agents: writes.length, pass: base_pass + step, seed, fan_out });
  if (routes.type === 'everyone_to_everyone') return () => EVERYONE;
  const listed = groupBySender(routes, writes.length);
  return (sender) => ({ type: 'listed', receivers: listed[sender] ?? [] });
}

function groupBySender(
  { senders, receivers }: Extract<Routes, { type: 'edges' }>,
  agents: number,
): readonly (readonly number[])[] {
  const listed = Array.from({ length: agents }, (): number[] => []);
  senders.forEach((sender, edge) => listed[sender]?.push(receivers[edge] ?? -1));
  return listed;
}

interface Sending {
  readonly pass: number;
  readonly sender: number;
  readonly to: Recipients;
}

/** Only what is struck becomes an object: of everyone to everyone, nothing else is written down. */
function strikeAll({ faults, writes }: RaceOptions, { pass, sender, to }: Sending) {
  if (!faults.targets.includes('blobs')) return [];
  const struck: { readonly strike: Strike; readonly parcel: StruckParcel }[] = [];
  for (const receiver of receiversOf(to, sender, writes.length)) {
    const transmission = faults.transmission(pass, sender, receiver, 0);
    if (isPlain(transmission)) continue;
    const parcel = parcelOf(receiver, transmission);
    const { length: copies } = parcel.copies;
    struck.push({
      parcel,
      strike: { pass, sender, receiver, struck: transmission.struck, copies },
    });
  }
  return struck;
}

function* receiversOf(to: Recipients, sender: number, agents: number): Generator<number> {
  if (to.type === 'listed') {
    yield* to.receivers;
    return;
  }
  for (let receiver = 0; receiver < agents; receiver += 1) if (receiver !== sender) yield receiver;
}

function isPlain({ copies, struck }: Transmission): boolean {
  const [copy] = copies;
  return (
    struck.length === 0 &&
    copies.length === 1 &&
    copy?.damage === null &&
    copy.delay_passes === 0 &&
    copy.order === 0
  );
}

function parcelOf(receiver: number, { copies }: Transmission): StruckParcel {
  const travelling = copies.map(({ delay_passes, damage, order }) => {
    return { delay_steps: delay_passes, damage, order };
  });
  return { receiver, copies: travelling };
}
