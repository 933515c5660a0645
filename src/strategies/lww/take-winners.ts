// From staged entries to registers: their strings are copied to the arena together, decoded and checked, and
// only when all of them hold do any of them take effect.

import type { Columns } from './columns.js';
import { WIDTH } from './columns.js';
import type { TextOf } from './decode.js';
import { decodeContent, decodeName, textReader, unreadable } from './decode.js';
import { fieldKeyOf } from './field-key.js';
import type { Register } from './register.js';
import type { Staged } from './staging.js';

/**
 * Returns the registers that are held now.
 * @throws Error where strings are not what a register holds, or a field is not the one of its key; what is
 * held is then as before.
 */
export function takeWinners(columns: Columns, winners: readonly Staged[]): readonly Register[] {
  const { arena } = columns;
  const start = arena.end;
  try {
    const registers = decodeWinners(columns, winners, start);
    hold(columns, winners, registers, start);
    return registers;
  } catch (thrown) {
    arena.cutBack(start);
    throw unreadable(thrown);
  }
}

/** Copies first, because blobs go, and because the decoder refuses memory that other threads share. */
function decodeWinners(
  columns: Columns,
  winners: readonly Staged[],
  start: number,
): readonly Register[] {
  const { arena } = columns;
  for (const winner of winners) arena.append(winner.blob, winner.at, bytesOf(winner));
  const textOf = textReader(arena.bytes, start, arena.end);
  let at = start;
  return winners.map((winner) => {
    const register = decodeWinner(columns, winner, at, textOf);
    at += bytesOf(winner);
    return register;
  });
}

function decodeWinner(columns: Columns, winner: Staged, at: number, textOf: TextOf): Register {
  const { row, agent_bytes, field_bytes, value_bytes } = winner;
  const field_at = at + agent_bytes;
  const value_at = field_at + field_bytes;
  const field = decodeName(textOf(field_at, value_at));
  const held = columns.held[row];
  if (field !== held?.field) refuseOtherField(field, columns, row);
  return {
    field: held?.field ?? field,
    clock: columns.stamps[row * WIDTH.stamp] ?? 0,
    agent_id: decodeName(textOf(at, field_at)),
    op_id: columns.stamps[row * WIDTH.stamp + 1] ?? 0,
    content: decodeContent(textOf(value_at, value_at + value_bytes)),
  };
}

/** A key that is not its field's would let an entry replace a register of another field. */
function refuseOtherField(field: string, { keys, held }: Columns, row: number): void {
  const { low, high } = fieldKeyOf(field);
  if (low !== keys[row * WIDTH.key] || high !== keys[row * WIDTH.key + 1]) {
    throw new Error(`the key of field ${JSON.stringify(field)} is not that of its name`);
  }
  const before = held[row];
  if (before) throw collision(before.field, field);
}

function hold(
  columns: Columns,
  winners: readonly Staged[],
  registers: readonly Register[],
  start: number,
): void {
  let at = start;
  winners.forEach((winner, index) => {
    const { row, agent_bytes, field_bytes, value_bytes } = winner;
    const register = registers[index];
    if (register) columns.take(row, register, at, [agent_bytes, field_bytes, value_bytes]);
    at += bytesOf(winner);
  });
}

function bytesOf({ agent_bytes, field_bytes, value_bytes }: Staged): number {
  return agent_bytes + field_bytes + value_bytes;
}

export function collision(held: string, other: string): Error {
  return new Error(
    `fields ${JSON.stringify(held)} and ${JSON.stringify(other)} have one key: rename one of them`,
  );
}
