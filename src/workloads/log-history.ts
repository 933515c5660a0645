// What the lines of a write log amount to: each agent's history, checked for order as it grows, and the
// script that replays it. Rounds are kept in order and numbered densely: a log made of calendar windows
// has many in which nobody wrote, and an exchange after an empty round would change nothing.

import { type AgentHistory, closeHappensAfter, HappensAfterError } from '../model/causality.js';
import { quoted } from '../model/quote.js';
import type { Script } from '../model/script.js';
import type { Write } from '../model/write.js';
import { commonLength } from './layout.js';
import type { LogEntry } from './log-entry.js';
import { LogFault } from './log-fault.js';

export interface HistoryLimits {
  readonly agents: number;
  /** Rounds with writes times agents: the places a script has. */
  readonly turns: number;
}

interface LoggedAgent extends AgentHistory {
  readonly writes: LogEntry[];
}

export class LogHistory {
  readonly #limits: HistoryLimits;
  /** In order of first appearance, which is the order of the script's agents. */
  readonly #agents = new Map<string, LoggedAgent>();
  readonly #rounds = new Set<number>();

  constructor(limits: HistoryLimits) {
    this.#limits = limits;
  }

  /** @throws LogFault where the entry breaks the order of its agent's writes, or is of one agent too many. */
  add(entry: LogEntry): void {
    const { writes } = this.#agentOf(entry);
    refuseDisorder(entry, writes.at(-1));
    writes.push(entry);
    this.#rounds.add(entry.round);
  }

  /** @throws LogFault where there is nothing to replay, too much, or causality that cannot be. */
  toScript(): Script {
    const agents = [...this.#agents.values()];
    if (agents.length === 0) throw new LogFault(null, 'the log holds no writes');
    this.#refuseVastness();
    const rounds = this.#layRounds(agents, closeLogged(agents));
    const names = agents.map(({ agent_id }) => agent_id);
    return { agents: names, rounds, writes_per_agent: commonLength(rounds) };
  }

  #agentOf({ line, write: { agent_id } }: LogEntry): LoggedAgent {
    const known = this.#agents.get(agent_id);
    if (known) return known;
    if (this.#agents.size >= this.#limits.agents) {
      throw new LogFault(line, `more than ${this.#limits.agents} agents write to this log`);
    }
    const created: LoggedAgent = { agent_id, writes: [] };
    this.#agents.set(agent_id, created);
    return created;
  }

  #refuseVastness(): void {
    const [agents, rounds] = [this.#agents.size, this.#rounds.size];
    if (agents * rounds <= this.#limits.turns) return;
    const size = `${agents} agents in ${rounds} rounds`;
    throw new LogFault(null, `${size} are more than ${this.#limits.turns} turns; merge rounds`);
  }

  #layRounds(agents: readonly LoggedAgent[], closed: Closed): Script['rounds'] {
    const inOrder = [...this.#rounds].sort((left, right) => left - right);
    const places = new Map(inOrder.map((round) => [round, agents.map((): Write[] => [])]));
    agents.forEach(({ writes }, agent) => {
      writes.forEach(({ round, write }, index) => {
        places.get(round)?.[agent]?.push(closed[agent]?.[index] ?? write);
      });
    });
    return [...places.values()];
  }
}

type Closed = ReturnType<typeof closeHappensAfter>;

function refuseDisorder({ line, round, write }: LogEntry, last: LogEntry | undefined): void {
  if (!last) return;
  const agent = `agent ${quoted(write.agent_id)}`;
  const before = `line ${last.line}`;
  if (write.op_id <= last.write.op_id) {
    const reason = `op_id ${write.op_id} of ${agent} does not exceed ${last.write.op_id}, its op_id on ${before}`;
    throw new LogFault(line, reason);
  }
  if (round < last.round) {
    const reason = `round ${round} of ${agent} comes after round ${last.round}, its round on ${before}`;
    throw new LogFault(line, reason);
  }
}

function closeLogged(agents: readonly LoggedAgent[]): Closed {
  try {
    return closeHappensAfter(agents);
  } catch (thrown) {
    if (!(thrown instanceof HappensAfterError)) throw thrown;
    throw new LogFault(lineOf(agents, thrown), thrown.message, thrown);
  }
}

function lineOf(
  agents: readonly LoggedAgent[],
  { dot: [agent_id, op_id] }: HappensAfterError,
): number | null {
  const agent = agents.find((logged) => logged.agent_id === agent_id);
  return agent?.writes.find(({ write }) => write.op_id === op_id)?.line ?? null;
}
