// Declared causality. What a writer had received is known from deliveries; what it says it follows beyond
// that (`happens_after`) is declared, and is closed here over program order and other declarations before
// any strategy sees it, so that "covers" is one comparison for strategies and oracle alike.

import type { Dot, Write } from './write.js';
import { dotKey } from './write.js';

/** Thrown for a declaration that cannot hold; `dot` names the write that made it. */
export class HappensAfterError extends Error {
  readonly dot: Dot;

  constructor(message: string, dot: Dot) {
    super(message);
    this.name = 'HappensAfterError';
    this.dot = dot;
  }
}

/** True where `write` declares, in closed form, that it follows the write `[agent_id, op_id]`. */
export function declaresAfter(write: Write, agent_id: string, op_id: number): boolean {
  return write.happens_after?.some(([agent, op]) => agent === agent_id && op_id <= op) ?? false;
}

/** One agent's writes of all rounds in program order, each with the round it is made in. */
export interface AgentHistory {
  readonly agent_id: string;
  readonly writes: readonly { readonly round: number; readonly write: Write }[];
}

/**
 * Closes `happens_after`: a write follows what it names, all that agent wrote before, and whatever those
 * writes and its own agent's earlier writes declared. Writes that follow nothing declared are returned as
 * they are. Entry `[i][j]` of the result is write j of history i.
 * @throws HappensAfterError where a named write does not exist, is of a later round, or follows this one.
 */
export function closeHappensAfter(
  histories: readonly AgentHistory[],
): readonly (readonly Write[])[] {
  const declared = histories.some(({ writes }) => writes.some(({ write }) => write.happens_after));
  if (!declared) return histories.map(({ writes }) => writes.map(({ write }) => write));
  return new HappensAfterClosure(histories).close();
}

type Knowledge = ReadonlyMap<string, number>;

class HappensAfterClosure {
  readonly #histories: ReadonlyMap<string, AgentHistory>;
  readonly #known = new Map<string, Knowledge[]>();
  readonly #waiting = new Map<string, string[]>();

  constructor(histories: readonly AgentHistory[]) {
    this.#histories = new Map(histories.map((history) => [history.agent_id, history]));
    for (const { agent_id } of histories) this.#known.set(agent_id, []);
  }

  close(): Write[][] {
    const ready = [...this.#histories.keys()];
    for (let agent = ready.pop(); agent !== undefined; agent = ready.pop()) {
      if (this.#advance(agent)) ready.push(...this.#release(agent));
    }
    this.#refuseCycles();
    return [...this.#histories.values()].map((history) => this.#closedWrites(history));
  }

  /** Closes this agent's writes until one must wait for another agent; true where any was closed. */
  #advance(agent_id: string): boolean {
    const { writes } = this.#historyOf(agent_id);
    const known = this.#knownOf(agent_id);
    const before = known.length;
    for (let next = writes[known.length]; next; next = writes[known.length]) {
      const blocker = this.#blockerOf(next.write, next.round);
      if (blocker !== undefined) {
        this.#waiting.set(blocker, [...(this.#waiting.get(blocker) ?? []), agent_id]);
        break;
      }
      known.push(this.#knowledgeAt(next.write, known.at(-1)));
    }
    return known.length > before;
  }

  #release(agent_id: string): readonly string[] {
    const waiters = this.#waiting.get(agent_id) ?? [];
    this.#waiting.delete(agent_id);
    return waiters;
  }

  /** The agent whose named write is not closed yet, if any. */
  #blockerOf(write: Write, round: number): string | undefined {
    for (const [agent, op] of write.happens_after ?? []) {
      const index = this.#indexOf(agent, op, write, round);
      if (index >= this.#knownOf(agent).length) return agent;
    }
    return undefined;
  }

  #indexOf(agent: string, op: number, by: Write, round: number): number {
    const dot: Dot = [by.agent_id, by.op_id];
    const index =
      this.#histories.get(agent)?.writes.findIndex(({ write }) => write.op_id === op) ?? -1;
    const target = this.#histories.get(agent)?.writes[index];
    if (!target)
      throw new HappensAfterError(
        `happens_after names ["${agent}",${op}], which is not in the log`,
        dot,
      );
    if (target.round > round) {
      throw new HappensAfterError(
        `happens_after names ["${agent}",${op}], which is of a later round`,
        dot,
      );
    }
    return index;
  }

  #knowledgeAt(write: Write, previous: Knowledge | undefined): Knowledge {
    if (!write.happens_after) return previous ?? new Map<string, number>();
    const knowledge = new Map(previous);
    const learn = (agent: string, op: number): void => {
      if (op > (knowledge.get(agent) ?? -1)) knowledge.set(agent, op);
    };
    for (const [agent, op] of write.happens_after) {
      learn(agent, op);
      const index = this.#historyOf(agent).writes.findIndex((entry) => entry.write.op_id === op);
      for (const [other, seen] of this.#knownOf(agent)[index] ?? []) learn(other, seen);
    }
    return knowledge;
  }

  #refuseCycles(): void {
    for (const [agent_id, { writes }] of this.#histories) {
      const stuck = writes[this.#knownOf(agent_id).length]?.write;
      if (stuck) {
        const name = dotKey(agent_id, stuck.op_id);
        throw new HappensAfterError(`happens_after runs in a circle through write ${name}`, [
          agent_id,
          stuck.op_id,
        ]);
      }
    }
  }

  #closedWrites({ agent_id, writes }: AgentHistory): Write[] {
    return writes.map(({ write }, index) => {
      const knowledge = this.#knownOf(agent_id)[index];
      return knowledge && knowledge.size > 0 ? { ...write, happens_after: [...knowledge] } : write;
    });
  }

  #historyOf(agent_id: string): AgentHistory {
    return this.#histories.get(agent_id) ?? { agent_id, writes: [] };
  }

  #knownOf(agent_id: string): Knowledge[] {
    return this.#known.get(agent_id) ?? [];
  }
}
