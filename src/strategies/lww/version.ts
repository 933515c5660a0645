// What a replica of lww holds, summed up: the stamp of each register, without its value. A register wins or
// loses by its stamp alone, so a sender can tell from these which of its own would win at the receiver.
//
// magic u32, number of stamps, and per stamp: field key 2 x u32, clock, op id, agent id (as in blobs) with
// its length. See ../wire.ts for the numbers.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';
import type { Columns } from './columns.js';
import { WIDTH } from './columns.js';
import type { KeyIndex } from './key-index.js';

const MAGIC = 0x31_56_57_4c;

export function encodeVersion(columns: Columns): StateBlob {
  columns.spell();
  const { keys, stamps, strings, arena } = columns;
  const writer = new WireWriter().word(MAGIC).count(heldCount(columns));
  for (let row = 0; row < columns.rows; row += 1) {
    if (!columns.isHeld(row)) continue;
    const at = row * WIDTH.strings;
    writer.word(keys[row * WIDTH.key] ?? 0).word(keys[row * WIDTH.key + 1] ?? 0);
    writer.count(stamps[row * WIDTH.stamp] ?? 0).count(stamps[row * WIDTH.stamp + 1] ?? 0);
    writer.sizedStretch(arena.bytes, strings[at] ?? 0, strings[at + 1] ?? 0);
  }
  return writer.finish();
}

function heldCount(columns: Columns): number {
  let count = 0;
  for (let row = 0; row < columns.rows; row += 1) if (columns.isHeld(row)) count += 1;
  return count;
}

/**
 * The rows that win where this version is held.
 * @throws Error where the bytes are not such a version, or not all of one.
 */
export function rowsBeyond(
  columns: Columns,
  index: KeyIndex,
  version: StateBlob,
): readonly number[] {
  columns.spell();
  try {
    const beaten = beatenRows(columns, index, version);
    const rows: number[] = [];
    for (let row = 0; row < columns.rows; row += 1) {
      if (beaten[row] === 0 && columns.isHeld(row)) rows.push(row);
    }
    return rows;
  } catch (thrown) {
    throw new Error(`lww version of ${version.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

/** 1 where the version holds the same or what wins. */
function beatenRows(columns: Columns, index: KeyIndex, version: StateBlob): Uint8Array {
  const beaten = new Uint8Array(columns.rows);
  const reader = new WireReader(version);
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  for (let left = reader.count(); left > 0; left -= 1) {
    const row = index.find(reader.word(), reader.word());
    const clock = reader.count();
    const op_id = reader.count();
    const agent_bytes = reader.count();
    const agent_at = reader.skip(agent_bytes);
    if (row < 0) continue;
    const ahead =
      (columns.stamps[row * WIDTH.stamp] ?? 0) - clock ||
      compareAgents(columns, row, { version, agent_at, agent_bytes }) ||
      (columns.stamps[row * WIDTH.stamp + 1] ?? 0) - op_id;
    if (ahead <= 0) beaten[row] = 1;
  }
  reader.end();
  return beaten;
}

interface AgentStretch {
  readonly version: StateBlob;
  readonly agent_at: number;
  readonly agent_bytes: number;
}

/** By the bytes of the agent id, as ties are decided. */
function compareAgents(
  { strings, arena }: Columns,
  row: number,
  { version, agent_at, agent_bytes }: AgentStretch,
): number {
  const of_row = arena.bytes;
  const row_at = strings[row * WIDTH.strings] ?? 0;
  const row_bytes = strings[row * WIDTH.strings + 1] ?? 0;
  const common = Math.min(row_bytes, agent_bytes);
  for (let index = 0; index < common; index += 1) {
    const difference = (of_row[row_at + index] ?? 0) - (version[agent_at + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return row_bytes - agent_bytes;
}
