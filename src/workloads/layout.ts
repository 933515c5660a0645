// Lays a workload out: asks it for each agent's writes of each round, round by round.

import type { Script } from '../model/script.js';
import type { Write } from '../model/write.js';

/** What a write says, whoever says it and in which field. */
export type WriteValue = ValueOf<Write>;
type ValueOf<W> = W extends Write ? Pick<W, 'kind' | 'value'> : never;

/** What a write says, whoever says it. */
export type WriteContent = WriteValue & Pick<Write, 'field'>;

/** One agent's turn in one round. */
export interface Turn {
  readonly agent_id: string;
  readonly agent_index: number;
  /** Counts from 0. */
  readonly round: number;
}

/** The script in which agent i writes `writesOf(turn)` in each of its `rounds` turns. */
export function layOut(
  agents: readonly string[],
  rounds: number,
  writesOf: (turn: Turn) => readonly Write[],
): Script {
  const laid = Array.from({ length: rounds }, (_, round) =>
    agents.map((agent_id, agent_index) => writesOf({ agent_id, agent_index, round })),
  );
  return { agents, rounds: laid, writes_per_agent: commonLength(laid) };
}

/** The number of writes every turn has, or null where turns differ or there is none. */
export function commonLength(rounds: Script['rounds']): number | null {
  const length = rounds[0]?.[0]?.length;
  if (length === undefined) return null;
  return rounds.every((turns) => turns.every((writes) => writes.length === length)) ? length : null;
}
