// What no repetition could have recorded: deliveries to agents that do not exist, of blobs that were never
// exported, of passes still to come. A ledger that let them in would make the oracle guess.

import type { Deliveries, PassDeliveries, Race, Restart } from '../model/deliveries.js';
import { orderRace } from './knowledge/race-order.js';
import type { Write } from '../model/write.js';

/** What the ledger holds when it is told of a delivery. */
export interface DeliveryContext {
  readonly agents: number;
  /** Passes recorded so far: the number of the next one. */
  readonly passes: number;
  /** The writes of the round, per agent. */
  readonly writes: readonly (readonly Write[])[];
  /** What was recorded after (or during) this round before this. */
  readonly earlier: readonly Deliveries[];
}

/** @throws Error saying what is wrong. */
export function refuseBadDeliveries(deliveries: Deliveries, context: DeliveryContext): void {
  switch (deliveries.type) {
    case 'everyone_to_everyone':
      return;
    case 'pass':
      refuseBadPass(deliveries, context);
      return;
    case 'restart':
      refuseBadRestart(deliveries, context);
      return;
    case 'race':
      refuseBadRace(deliveries, context);
  }
}

function refuseBadPass(
  { senders, receivers, exported }: PassDeliveries,
  { agents, passes }: DeliveryContext,
): void {
  const count = senders.length;
  if (receivers.length !== count || exported.length !== count) {
    throw new Error(`pass ${passes} lists senders, receivers and exports of different number`);
  }
  for (let index = 0; index < count; index += 1) {
    const [sender, receiver, pass] = [senders[index], receivers[index], exported[index]];
    refuseStranger(sender, agents);
    refuseStranger(receiver, agents);
    if (sender === receiver) throw new Error(`agent number ${sender} accepted its own blob`);
    if (!isIndex(pass, passes + 1)) {
      throw new Error(`pass ${passes} delivers a blob of pass ${pass}, which is still to come`);
    }
  }
}

function refuseBadRestart(
  { agent_index, exported }: Restart,
  { agents, passes }: DeliveryContext,
): void {
  refuseStranger(agent_index, agents);
  if (exported !== null && !isIndex(exported, passes)) {
    throw new Error(`a restart with a blob of pass ${exported} where ${passes} passes were made`);
  }
}

function refuseBadRace({ timelines }: Race, { agents, writes, earlier }: DeliveryContext): void {
  if (earlier.length > 0) throw new Error('a race comes first in its round');
  if (timelines.length !== agents) {
    throw new Error(`${timelines.length} timelines for ${agents} agents`);
  }
  timelines.forEach((timeline, index) => {
    const raced = timeline.filter(([type]) => type === 'write').length;
    const issued = writes[index]?.length ?? 0;
    if (raced !== issued) {
      throw new Error(`the timeline of agent number ${index} has ${raced} writes of ${issued}`);
    }
  });
  orderRace(timelines);
}

function refuseStranger(agent_index: number | undefined, agents: number): void {
  if (isIndex(agent_index, agents)) return;
  throw new Error(`agent number ${agent_index} of ${agents} does not exist`);
}

function isIndex(value: number | undefined, count: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < count;
}
