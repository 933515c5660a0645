// The log of one replica: every write it knows, once each.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import { dotKey } from '../../model/write.js';
import { AgentLog } from './agent-log.js';
import type { Entry } from './entry.js';
import type { KnownOps } from './version.js';

export class Log {
  readonly #byAgent = new Map<string, AgentLog>();

  /**
   * True where the entry was not in the log yet.
   * @throws Error where another write of the same dot is: no merge of the two could be right.
   */
  add(entry: Entry): boolean {
    const { agent_id } = entry.write;
    const ofAgent = this.#byAgent.get(agent_id) ?? new AgentLog();
    const known = ofAgent.get(entry.write.op_id);
    if (known) {
      refuseOther(known, entry);
      return false;
    }
    this.#byAgent.set(agent_id, ofAgent);
    ofAgent.add(entry);
    return true;
  }

  /** The known entry of the same dot. */
  get({ write }: Entry): Entry | undefined {
    return this.#byAgent.get(write.agent_id)?.get(write.op_id);
  }

  *entries(): Generator<Entry> {
    for (const ofAgent of this.#byAgent.values()) yield* ofAgent.entries();
  }

  /** Which writes are in the log, agent by agent. */
  known(): readonly KnownOps[] {
    return [...this.#byAgent].map(([agent_id, ofAgent]) => ({
      agent_id,
      ranges: ofAgent.ranges(),
    }));
  }

  /** What is in the log and not known elsewhere. */
  entriesBeyond(known: readonly KnownOps[]): readonly Entry[] {
    const elsewhere = new Map(known.map(({ agent_id, ranges }) => [agent_id, ranges]));
    return [...this.#byAgent].flatMap(([agent_id, ofAgent]) =>
      ofAgent.entriesOutside(elsewhere.get(agent_id) ?? []),
    );
  }
}

/** @throws Error where two entries of one dot are not the same. */
export function refuseOther(known: Entry, entry: Entry): void {
  const same =
    known.write.field === entry.write.field &&
    known.write.kind === entry.write.kind &&
    sameValue(known.write.value, entry.write.value) &&
    known.clock === entry.clock &&
    known.observed === entry.observed &&
    known.on_top_of === entry.on_top_of &&
    known.declared === entry.declared;
  if (same) return;
  const name = dotKey(entry.write.agent_id, entry.write.op_id);
  throw new Error(`two different writes came as write ${name}: op ids must never be used twice`);
}

function sameValue(left: Json, right: Json): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}
