// Agents that came back under the engine identity they had before, and whether that could do any harm. An
// engine numbers the operations of an identity. An agent that writes while it lacks something it had written
// under the same identity numbers its operations as it had numbered those. One that has not written since, or
// has heard of all of it again, or had forgotten nothing, gives no number twice.

import type { Restart } from '../model/deliveries.js';
import type { Chronicle, Turn } from './knowledge/chronicle.js';
import type { HeldUnits } from './knowledge/replay.js';
import { replayAll } from './knowledge/replay.js';
import type { Ledger } from './ledger.js';

/**
 * By agent, the first round of which it lacked writes when it wrote on: from there on, numbers may have been
 * given twice. Without those to whom nothing of the kind happened.
 */
export type Threat = ReadonlyMap<string, number>;

/** Whether any agent was restarted under the identity it had before. */
export function identityReused(ledger: Ledger): boolean {
  return restartsOf(ledger).some(({ identity }) => identity === 'reused');
}

export function threatOf(ledger: Ledger): Threat {
  const threat = new Map<string, number>();
  if (!identityReused(ledger)) return threat;
  const { agents, chronicle } = ledger;
  const history = new OwnHistory(ledger);
  const turn = (begun: Turn, held: HeldUnits): void => {
    const round = history.firstForgotten(begun, held);
    const agent = agents[begun.agent_index];
    if (round === undefined || agent === undefined) return;
    threat.set(agent, Math.min(round, threat.get(agent) ?? round));
  };
  replayAll(chronicle, { turn });
  return threat;
}

interface RoundRestart extends Pick<Restart, 'agent_index' | 'identity'> {
  readonly round: number;
}

function restartsOf(ledger: Ledger): readonly RoundRestart[] {
  return ledger.entries().rounds.flatMap(({ deliveries }, round) =>
    deliveries.flatMap((made) => {
      if (made.type !== 'restart') return [];
      return { agent_index: made.agent_index, identity: made.identity, round };
    }),
  );
}

/** What agents whose identity was used again had written before. */
class OwnHistory {
  readonly #chronicle: Chronicle;
  /** By agent, its units in the order in which they were begun. */
  readonly #units = new Map<number, number[]>();
  /** By agent, the rounds after whose writes it was given a new identity. */
  readonly #renewed = new Map<number, number[]>();

  constructor(ledger: Ledger) {
    this.#chronicle = ledger.chronicle;
    for (const { agent_index, identity, round } of restartsOf(ledger)) {
      if (identity === 'reused') this.#units.set(agent_index, []);
      else this.#renewed.set(agent_index, [...(this.#renewed.get(agent_index) ?? []), round]);
    }
    this.#chronicle.units.forEach(({ agent_index }, unit) => {
      this.#units.get(agent_index)?.push(unit);
    });
  }

  /** The round of the first unit of that block which the writer of the turn made under its identity and lacks. */
  firstForgotten({ agent_index, unit, round }: Turn, held: HeldUnits): number | undefined {
    const { first, end } = held.block;
    const forgotten = this.#units.get(agent_index)?.find((own) => {
      const earlier = own >= first && own < Math.min(end, unit);
      return earlier && !held.holds(own) && this.#sameIdentity(agent_index, own, round);
    });
    return forgotten === undefined ? undefined : this.#chronicle.units[forgotten]?.round;
  }

  #sameIdentity(agent_index: number, own: number, round: number): boolean {
    const made = this.#chronicle.units[own]?.round ?? 0;
    const between = (renewed: number): boolean => renewed >= made && renewed < round;
    return !(this.#renewed.get(agent_index) ?? []).some(between);
  }
}
