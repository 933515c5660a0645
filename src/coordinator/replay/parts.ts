// A history taken apart: everything of it that could be left out has a number, and what remains after some
// were left out is a history again. Nothing dangles: a blob that is accepted is exported, passes are counted
// anew, a race keeps its writes.

import type { RaceEvent, Restart } from '../../model/deliveries.js';
import type { Write } from '../../model/write.js';
import type { LedgerEntries, LedgerRound } from '../../verdict/ledger-entries.js';
import type { Arrival } from './steps.js';
import { arrivalsOf } from './steps.js';

/** What can be left out by its number. */
export interface Part<T> {
  readonly id: number;
  readonly value: T;
}

/** An event of a race; an export has no number: it stays where its blob is accepted. */
export interface RacePart {
  readonly id: number | null;
  readonly value: RaceEvent;
}

export type DeliveryParts =
  | { readonly type: 'everyone'; readonly id: number }
  | { readonly type: 'pass'; readonly arrivals: readonly Part<Arrival>[] }
  | { readonly type: 'restart'; readonly id: number; readonly restart: Restart }
  | { readonly type: 'race'; readonly timelines: readonly (readonly RacePart[])[] };

export interface RoundParts {
  /** Leaving it out joins the round to the one before it. */
  readonly boundary: number;
  readonly writes: readonly (readonly Part<Write>[])[];
  readonly deliveries: readonly DeliveryParts[];
}

export interface HistoryParts {
  readonly agents: readonly Part<string>[];
  readonly rounds: readonly RoundParts[];
  /** Numbers go from 0 up to this. */
  readonly count: number;
}

/** Numbers stand in the order of the history, those of agents first. */
export function takeApart({ agents, rounds }: LedgerEntries): HistoryParts {
  let count = 0;
  const part = <T>(value: T): Part<T> => ({ id: count++, value });
  return {
    agents: agents.map(part),
    rounds: rounds.map((round) => roundParts(round, part)),
    count,
  };
}

type Numbering = <T>(value: T) => Part<T>;

function roundParts({ writes, deliveries }: LedgerRound, part: Numbering): RoundParts {
  const boundary = part(null).id;
  const numbered = writes.map((list) => list.map(part));
  return {
    boundary,
    writes: numbered,
    deliveries: deliveries.map((delivery): DeliveryParts => {
      switch (delivery.type) {
        case 'everyone_to_everyone':
          return { type: 'everyone', id: part(null).id };
        case 'pass':
          return { type: 'pass', arrivals: arrivalsOf(delivery).map(part) };
        case 'restart':
          return { type: 'restart', id: part(null).id, restart: delivery };
        case 'race':
          return { type: 'race', timelines: raceParts(delivery.timelines, numbered, part) };
      }
    }),
  };
}

function raceParts(
  timelines: readonly (readonly RaceEvent[])[],
  writes: readonly (readonly Part<Write>[])[],
  part: Numbering,
): readonly (readonly RacePart[])[] {
  return timelines.map((timeline, agent_index) => {
    let next = 0;
    return timeline.map((value): RacePart => {
      switch (value[0]) {
        case 'write':
          return { id: writes[agent_index]?.[next++]?.id ?? null, value };
        case 'export':
          return { id: null, value };
        case 'accept':
          return part(value);
      }
    });
  });
}
