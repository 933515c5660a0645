// From the parts of a history that are kept to a history: passes, agents and blobs counted anew, rounds joined
// or gone where nothing is left of them.

import type { Deliveries, RaceEvent } from '../../model/deliveries.js';
import type { Write } from '../../model/write.js';
import type { LedgerEntries, LedgerRound } from '../../verdict/ledger-entries.js';
import { joinRounds } from './join-rounds.js';
import type { HistoryParts } from './parts.js';
import type { PrunedDelivery, PrunedRound } from './prune.js';
import { prune } from './prune.js';

/** Null where no agent has anything left to do. */
export function rebuild(parts: HistoryParts, kept: ReadonlySet<number>): LedgerEntries | null {
  const rounds = prune(parts, kept);
  const passes = passesOf(rounds);
  const agents = agentsOf(parts, rounds, kept);
  if (agents.size === 0) return null;
  const renumbering = new Renumbering(parts, passes, agents);
  const whole = rounds.map((round) => renumbering.round(round));
  return {
    agents: [...agents.keys()].map((index) => parts.agents[index]?.value ?? ''),
    rounds: joinRounds(whole, rounds),
  };
}

type Numbers = ReadonlyMap<number, number>;

/** New numbers by old ones, of the passes in which something arrives or whose blobs are needed later. */
function passesOf(rounds: readonly PrunedRound[]): Numbers {
  const deliveries = rounds.flatMap((round) => round.deliveries);
  const needed = new Set(deliveries.flatMap(exportsNeeded));
  const stays = deliveries.flatMap((delivery) => {
    if (delivery.type !== 'everyone' && delivery.type !== 'pass') return [];
    const arrives = delivery.type === 'everyone' || delivery.arrivals.length > 0;
    return arrives || needed.has(delivery.pass) ? [delivery.pass] : [];
  });
  return new Map(stays.map((pass, index) => [pass, index]));
}

function exportsNeeded(delivery: PrunedDelivery): readonly number[] {
  if (delivery.type === 'pass') return delivery.arrivals.map(({ exported }) => exported);
  return delivery.type === 'restart' ? [delivery.restart.exported ?? -1] : [];
}

/** New indexes by old ones, of the agents that take part in anything. */
function agentsOf(
  { agents }: HistoryParts,
  rounds: readonly PrunedRound[],
  kept: ReadonlySet<number>,
): Numbers {
  const active = new Set(rounds.flatMap(activeIn));
  const everyone = rounds.some(({ deliveries }) =>
    deliveries.some(({ type }) => type === 'everyone'),
  );
  const staying = [...agents.entries()]
    .filter(([index, { id }]) => kept.has(id) && (everyone || active.has(index)))
    .map(([index]) => index);
  return new Map(staying.map((index, place) => [index, place]));
}

function activeIn({ writes, deliveries }: PrunedRound): readonly number[] {
  const writers = [...writes.entries()].flatMap(([at, list]) => (list.length > 0 ? [at] : []));
  return [...writers, ...deliveries.flatMap(participantsOf)];
}

function participantsOf(delivery: PrunedDelivery): readonly number[] {
  switch (delivery.type) {
    case 'everyone':
      return [];
    case 'pass':
      return delivery.arrivals.flatMap(({ sender, receiver }) => [sender, receiver]);
    case 'restart':
      return [delivery.restart.agent_index];
    case 'race':
      return delivery.timelines.flatMap((timeline, agent_index) =>
        timeline.flatMap(({ value }) => (value[0] === 'accept' ? [agent_index, value[1]] : [])),
      );
  }
}

class Renumbering {
  readonly #passes: Numbers;
  readonly #agents: Numbers;
  readonly #names: ReadonlySet<string>;

  constructor(parts: HistoryParts, passes: Numbers, agents: Numbers) {
    this.#passes = passes;
    this.#agents = agents;
    this.#names = new Set([...agents.keys()].map((index) => parts.agents[index]?.value ?? ''));
  }

  round({ writes, deliveries }: PrunedRound): LedgerRound {
    return {
      writes: [...this.#agents.keys()].map((index) =>
        (writes[index] ?? []).map((write) => this.#write(write)),
      ),
      deliveries: deliveries.flatMap((delivery) => this.#delivery(delivery)),
    };
  }

  /** What follows the writes of an agent that is gone follows nothing. */
  #write({ happens_after, ...write }: Write): Write {
    const left = (happens_after ?? []).filter(([agent_id]) => this.#names.has(agent_id));
    return left.length === 0 ? write : { ...write, happens_after: left };
  }

  #delivery(delivery: PrunedDelivery): readonly Deliveries[] {
    switch (delivery.type) {
      case 'everyone':
        return [{ type: 'everyone_to_everyone' }];
      case 'pass': {
        if (!this.#passes.has(delivery.pass)) return [];
        const { arrivals } = delivery;
        return [
          {
            type: 'pass',
            senders: arrivals.map(({ sender }) => this.#agent(sender)),
            receivers: arrivals.map(({ receiver }) => this.#agent(receiver)),
            exported: arrivals.map(({ exported }) => this.#pass(exported)),
          },
        ];
      }
      case 'restart': {
        const { restart } = delivery;
        const exported = restart.exported === null ? null : this.#pass(restart.exported);
        return [{ ...restart, agent_index: this.#agent(restart.agent_index), exported }];
      }
      case 'race':
        return [{ type: 'race', timelines: this.#race(delivery.timelines.map(valuesOf)) }];
    }
  }

  /** Blobs that nobody accepts are not exported. */
  #race(timelines: readonly (readonly RaceEvent[])[]): readonly (readonly RaceEvent[])[] {
    const blobs = timelines.map((_, sender) => acceptedOf(timelines, sender));
    return [...this.#agents.keys()].map((index) => {
      let exported = 0;
      return (timelines[index] ?? []).flatMap((event): readonly RaceEvent[] => {
        switch (event[0]) {
          case 'write':
            return [event];
          case 'export':
            return blobs[index]?.has(exported++) ? [event] : [];
          case 'accept':
            return [['accept', this.#agent(event[1]), blobs[event[1]]?.get(event[2]) ?? -1]];
        }
      });
    });
  }

  #pass(pass: number): number {
    return this.#passes.get(pass) ?? -1;
  }

  #agent(agent_index: number): number {
    return this.#agents.get(agent_index) ?? -1;
  }
}

function valuesOf(timeline: readonly { readonly value: RaceEvent }[]): readonly RaceEvent[] {
  return timeline.map(({ value }) => value);
}

/** Of one sender's blobs in a race those that someone accepts: new numbers by old ones. */
function acceptedOf(timelines: readonly (readonly RaceEvent[])[], sender: number): Numbers {
  const numbers = timelines
    .flat()
    .flatMap((event) => (event[0] === 'accept' && event[1] === sender ? [event[2]] : []));
  const ascending = [...new Set(numbers)].sort((left, right) => left - right);
  return new Map(ascending.map((blob, index) => [blob, index]));
}
