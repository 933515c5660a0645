// What a replica of transactional holds, summed up: per agent, which op ids, as ranges without a gap.
//
// Op ids mostly follow one another, so that an agent is one range, whatever it wrote. Its latest op alone
// would do if everyone knew each agent's writes up to some point. But an agent that was restarted from an
// old blob goes on without the writes it lost, though others have them, and whoever then hears only of its
// new writes has a gap.
//
// magic u32, number of agents, and per agent: its id with its length, number of ranges, and per range: op
// ids left out before it, op ids in it less one.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';

const MAGIC = 0x31_56_58_54;

/** Op ids from `first` to `last`, both included. */
export interface OpRange {
  readonly first: number;
  readonly last: number;
}

/** Which writes of one agent are known: ranges in ascending order. */
export interface KnownOps {
  readonly agent_id: string;
  readonly ranges: readonly OpRange[];
}

export function encodeVersion(agents: readonly KnownOps[]): StateBlob {
  const writer = new WireWriter().word(MAGIC).count(agents.length);
  for (const { agent_id, ranges } of agents) {
    // As JSON, because an id may hold what UTF-8 cannot carry.
    writer.sized(Buffer.from(JSON.stringify(agent_id).slice(1, -1))).count(ranges.length);
    let next = 0;
    for (const { first, last } of ranges) {
      writer.count(first - next).count(last - first);
      next = last + 1;
    }
  }
  return writer.finish();
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Error where the bytes are not such a version, or not all of one. */
export function decodeVersion(version: StateBlob): readonly KnownOps[] {
  try {
    const reader = new WireReader(version);
    if (reader.word() !== MAGIC) throw new Error('it does not start as one');
    const agents: KnownOps[] = [];
    for (let left = reader.count(); left > 0; left -= 1) agents.push(readAgent(reader));
    reader.end();
    return agents;
  } catch (thrown) {
    throw new Error(
      `transactional version of ${version.length} bytes is unreadable: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}

function readAgent(reader: WireReader): KnownOps {
  // A copy, because the decoder refuses memory that other threads share.
  const agent_id: unknown = JSON.parse(`"${utf8.decode(reader.sized().slice())}"`);
  if (typeof agent_id !== 'string') throw new TypeError('an agent id is not a string');
  const ranges: OpRange[] = [];
  let next = 0;
  for (let left = reader.count(); left > 0; left -= 1) {
    const first = next + reader.count();
    const last = first + reader.count();
    if (!Number.isSafeInteger(last)) throw new RangeError('an op id is too large');
    ranges.push({ first, last });
    next = last + 1;
  }
  return { agent_id, ranges };
}
