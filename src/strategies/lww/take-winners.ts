// From staged entries to what is held: their strings are copied to the arena together and checked, and only when
// all of them hold does any of them take effect. What they say is decoded for the check and thrown away: most of it
// is replaced before anyone reads it.

import type { Columns } from './columns.js';
import { WIDTH } from './columns.js';
import type { TextOf } from './decode.js';
import { decodeContent, decodeName, textReader, unreadable } from './decode.js';
import { fieldKeyOf } from './field-key.js';
import type { Staged } from './staging.js';

/**
 * Returns the highest clock of the winners, 0 where there are none.
 * @throws Error where strings are not what a register holds, or a field is not the one of its key; what is
 * held is then as before.
 */
export function takeWinners(columns: Columns, winners: readonly Staged[]): number {
  const { arena } = columns;
  const start = arena.end;
  try {
    // Copied first, because the decoder refuses memory that other threads share.
    for (const winner of winners) arena.append(winner.blob, winner.at, bytesOf(winner));
    refuseUnreadable(columns, winners, start);
  } catch (thrown) {
    arena.cutBack(start);
    throw unreadable(thrown);
  }
  return hold(columns, winners, start);
}

function refuseUnreadable(columns: Columns, winners: readonly Staged[], start: number): void {
  const textOf = textReader(columns.arena.bytes, start, columns.arena.end);
  let at = start;
  for (const winner of winners) {
    refuseUnreadableWinner(columns, winner, at, textOf);
    at += bytesOf(winner);
  }
}

function refuseUnreadableWinner(
  columns: Columns,
  { row, clock_before, agent_bytes, field_bytes, value_bytes }: Staged,
  at: number,
  textOf: TextOf,
): void {
  const field_at = at + agent_bytes;
  const value_at = field_at + field_bytes;
  decodeName(textOf(at, field_at));
  const isKnown = clock_before > 0 && isSpelledAsHeld(columns, row, field_at, field_bytes);
  if (!isKnown) refuseOtherField(columns, row, decodeName(textOf(field_at, value_at)));
  decodeContent(textOf(value_at, value_at + value_bytes));
}

/** Whether the field is that of the row, byte for byte: names have one spelling. */
function isSpelledAsHeld(
  { arena, strings }: Columns,
  row: number,
  field_at: number,
  field_bytes: number,
): boolean {
  const at = row * WIDTH.strings;
  if (field_bytes !== strings[at + 2]) return false;
  const held_at = (strings[at] ?? 0) + (strings[at + 1] ?? 0);
  const { bytes } = arena;
  for (let index = 0; index < field_bytes; index += 1) {
    if (bytes[field_at + index] !== bytes[held_at + index]) return false;
  }
  return true;
}

/** A key that is not its field's would let an entry replace a register of another field. */
function refuseOtherField(columns: Columns, row: number, field: string): void {
  const { low, high } = fieldKeyOf(field);
  const { keys } = columns;
  if (low !== keys[row * WIDTH.key] || high !== keys[row * WIDTH.key + 1]) {
    throw new Error(`the key of field ${JSON.stringify(field)} is not that of its name`);
  }
  const before = columns.heldField(row);
  if (before !== undefined) throw collision(before, field);
}

function hold(columns: Columns, winners: readonly Staged[], start: number): number {
  let at = start;
  let highest_clock = 0;
  for (const winner of winners) {
    const { row, agent_bytes, field_bytes, value_bytes } = winner;
    columns.take(row, at, [agent_bytes, field_bytes, value_bytes]);
    highest_clock = Math.max(highest_clock, columns.stamps[row * WIDTH.stamp] ?? 0);
    at += bytesOf(winner);
  }
  return highest_clock;
}

function bytesOf({ agent_bytes, field_bytes, value_bytes }: Staged): number {
  return agent_bytes + field_bytes + value_bytes;
}

export function collision(held: string, other: string): Error {
  return new Error(
    `fields ${JSON.stringify(held)} and ${JSON.stringify(other)} have one key: rename one of them`,
  );
}
