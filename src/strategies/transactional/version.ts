// What a replica of transactional holds, summed up: per agent, its latest known op, how many of its writes
// are known, and a fingerprint of which ones.
//
// The latest op alone would do as long as everyone knows each agent's writes without a gap. An agent that
// was restarted from an old blob goes on without having the writes it lost, though others have them, and
// whoever then hears only of its new writes has a gap. So a sender compares count and fingerprint with those
// of its own writes up to that op. Where they are the same it sends what came later, otherwise all it has
// of that agent: more than needed, and never less.
//
// magic u32, number of agents, and per agent: its id with its length, latest op, count, fingerprint 2 x u32.

import type { StateBlob } from '../../model/blob.js';
import { messageOf } from '../../model/problem.js';
import { WireReader, WireWriter } from '../wire.js';
import type { Fingerprint } from './fingerprint.js';

const MAGIC = 0x31_56_58_54;

/** Which writes of one agent are known. */
export interface Known {
  readonly agent_id: string;
  readonly latest_op_id: number;
  readonly count: number;
  readonly fingerprint: Fingerprint;
}

export function encodeVersion(agents: readonly Known[]): StateBlob {
  const writer = new WireWriter().word(MAGIC).count(agents.length);
  for (const { agent_id, latest_op_id, count, fingerprint } of agents) {
    // As JSON, because an id may hold what UTF-8 cannot carry.
    writer.sized(Buffer.from(JSON.stringify(agent_id).slice(1, -1)));
    writer.count(latest_op_id).count(count).word(fingerprint[0]).word(fingerprint[1]);
  }
  return writer.finish();
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws Error where the bytes are not such a version, or not all of one. */
export function decodeVersion(version: StateBlob): readonly Known[] {
  try {
    return readAgents(new WireReader(version));
  } catch (thrown) {
    throw new Error(
      `transactional version of ${version.length} bytes is unreadable: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}

function readAgents(reader: WireReader): readonly Known[] {
  if (reader.word() !== MAGIC) throw new Error('it does not start as one');
  const agents: Known[] = [];
  for (let left = reader.count(); left > 0; left -= 1) {
    // A copy, because the decoder refuses memory that other threads share.
    const agent_id: unknown = JSON.parse(`"${utf8.decode(reader.sized().slice())}"`);
    if (typeof agent_id !== 'string') throw new TypeError('an agent id is not a string');
    const [latest_op_id, count] = [reader.count(), reader.count()];
    agents.push({ agent_id, latest_op_id, count, fingerprint: [reader.word(), reader.word()] });
  }
  reader.end();
  return agents;
}
