// What a replica of lww holds, summed up: the stamp of each register, without its value. A register wins or
// loses by its stamp alone, so a sender can tell from these which of its own would win at the receiver.
//
// magic u32, number of stamps, and per stamp: field key 2 x u32, clock, op id, agent id (as in blobs) with
// its length. See ../wire.ts for the numbers.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';

const MAGIC = 0x31_56_57_4c;

/** What decides which of two registers wins, and the field it stands for. */
export interface Stamp {
  readonly key_low: number;
  readonly key_high: number;
  readonly clock: number;
  readonly op_id: number;
  /** The agent id as blobs spell it: a stretch of these bytes. */
  readonly agent_source: Uint8Array;
  readonly agent_at: number;
  readonly agent_bytes: number;
}

export function encodeVersion(stamps: readonly Stamp[]): StateBlob {
  const writer = new WireWriter().word(MAGIC).count(stamps.length);
  for (const { key_low, key_high, clock, op_id, agent_source, agent_at, agent_bytes } of stamps) {
    writer.word(key_low).word(key_high).count(clock).count(op_id);
    writer.sizedStretch(agent_source, agent_at, agent_bytes);
  }
  return writer.finish();
}

/** @throws Error where the bytes are not such a version, or not all of one. */
export function readVersion(version: StateBlob, take: (stamp: Stamp) => void): void {
  try {
    readStamps(version, take);
  } catch (thrown) {
    throw new Error(`lww version of ${version.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function readStamps(agent_source: Uint8Array, take: (stamp: Stamp) => void): void {
  const reader = new WireReader(agent_source);
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  for (let left = reader.count(); left > 0; left -= 1) {
    const key_low = reader.word();
    const key_high = reader.word();
    const clock = reader.count();
    const op_id = reader.count();
    const agent_bytes = reader.count();
    const agent_at = reader.skip(agent_bytes);
    take({ key_low, key_high, clock, op_id, agent_source, agent_at, agent_bytes });
  }
  reader.end();
}

/** The order in which registers win: by clock, then by the bytes of the agent id, then by op. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return left.clock - right.clock || compareAgents(left, right) || left.op_id - right.op_id;
}

function compareAgents(left: Stamp, right: Stamp): number {
  const common = Math.min(left.agent_bytes, right.agent_bytes);
  for (let index = 0; index < common; index += 1) {
    const of_left = left.agent_source[left.agent_at + index] ?? 0;
    const difference = of_left - (right.agent_source[right.agent_at + index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.agent_bytes - right.agent_bytes;
}
