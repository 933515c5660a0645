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
  /** The agent id as blobs spell it. */
  readonly agent: Uint8Array;
}

export function encodeVersion(stamps: readonly Stamp[]): StateBlob {
  const writer = new WireWriter().word(MAGIC).count(stamps.length);
  for (const { key_low, key_high, clock, op_id, agent } of stamps) {
    writer.word(key_low).word(key_high).count(clock).count(op_id).sized(agent);
  }
  return writer.finish();
}

/** @throws Error where the bytes are not such a version, or not all of one. */
export function decodeVersion(version: StateBlob): readonly Stamp[] {
  try {
    return readStamps(new WireReader(version));
  } catch (thrown) {
    throw new Error(`lww version of ${version.length} bytes is unreadable: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function readStamps(reader: WireReader): readonly Stamp[] {
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  const stamps: Stamp[] = [];
  for (let left = reader.count(); left > 0; left -= 1) {
    const [key_low, key_high] = [reader.word(), reader.word()];
    const [clock, op_id] = [reader.count(), reader.count()];
    stamps.push({ key_low, key_high, clock, op_id, agent: reader.sized() });
  }
  reader.end();
  return stamps;
}

/** The order in which registers win: by clock, then by the bytes of the agent id, then by op. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return (
    left.clock - right.clock || compareBytes(left.agent, right.agent) || left.op_id - right.op_id
  );
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const common = Math.min(left.length, right.length);
  for (let index = 0; index < common; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
