// A recorded history as one line of steps: what replaying it does one after the other, and what a trace of it
// lists. Restores the numbers that the ledger leaves implicit: passes, and blobs of a race. What no repetition
// could have recorded is not looked for: `Ledger.from` refuses it.

import type { PassDeliveries, Race, Restart } from '../../model/deliveries.js';
import type { Write } from '../../model/write.js';
import { orderRace } from '../../verdict/knowledge/race-order.js';
import type { LedgerEntries, LedgerRound } from '../../verdict/ledger-entries.js';
import { isRace } from '../../verdict/ledger-entries.js';

/** A blob that was accepted. */
export interface Arrival {
  readonly sender: number;
  readonly receiver: number;
  /** The pass in which it was exported. */
  readonly exported: number;
}

interface InRound {
  readonly round: number;
}

/** A race's export and accept name the blob by its sender and its number there, from 0 per race. */
export type Step = InRound &
  (
    | { readonly type: 'write'; readonly agent_index: number; readonly write: Write }
    | { readonly type: 'everyone'; readonly pass: number; readonly writers: readonly number[] }
    | { readonly type: 'pass'; readonly pass: number; readonly arrivals: readonly Arrival[] }
    | Restart
    | { readonly type: 'race_begins' }
    | { readonly type: 'race_export'; readonly agent_index: number; readonly blob: number }
    | {
        readonly type: 'race_accept';
        readonly agent_index: number;
        readonly sender: number;
        readonly blob: number;
      }
    | { readonly type: 'round_ends' }
  );

/** In the order in which they happened, or could have. The entries are those of a ledger. */
export function* stepsOf({ rounds }: LedgerEntries): Generator<Step, void> {
  let pass = 0;
  for (const [round, entries] of rounds.entries()) {
    if (!isRace(entries)) yield* writesOf(entries, round);
    for (const delivery of entries.deliveries) {
      switch (delivery.type) {
        case 'everyone_to_everyone':
          yield { type: 'everyone', round, pass, writers: writersOf(entries) };
          pass += 1;
          break;
        case 'pass':
          yield { type: 'pass', round, pass, arrivals: arrivalsOf(delivery) };
          pass += 1;
          break;
        case 'restart':
          yield { ...delivery, round };
          break;
        case 'race':
          yield* raceSteps(delivery, entries, round);
          break;
      }
    }
    yield { type: 'round_ends', round };
  }
}

export function arrivalsOf({ senders, receivers, exported }: PassDeliveries): readonly Arrival[] {
  return senders.map((sender, index) => {
    return { sender, receiver: receivers[index] ?? -1, exported: exported[index] ?? -1 };
  });
}

function* writesOf({ writes }: LedgerRound, round: number): Generator<Step, void> {
  for (const [agent_index, list] of writes.entries()) {
    for (const write of list) yield { type: 'write', round, agent_index, write };
  }
}

function writersOf({ writes }: LedgerRound): readonly number[] {
  return [...writes.entries()].flatMap(([index, list]) => (list.length > 0 ? [index] : []));
}

/** In one order that could have been; always the same one. */
function* raceSteps(
  { timelines }: Race,
  { writes }: LedgerRound,
  round: number,
): Generator<Step, void> {
  yield { type: 'race_begins', round };
  const next = timelines.map(() => ({ write: 0, blob: 0 }));
  for (const { agent_index, event } of orderRace(timelines)) {
    const place = next[agent_index] ?? { write: 0, blob: 0 };
    switch (event[0]) {
      case 'write': {
        const write = writes[agent_index]?.[place.write++];
        if (write) yield { type: 'write', round, agent_index, write };
        break;
      }
      case 'export':
        yield { type: 'race_export', round, agent_index, blob: place.blob++ };
        break;
      case 'accept':
        yield { type: 'race_accept', round, agent_index, sender: event[1], blob: event[2] };
        break;
    }
  }
}
