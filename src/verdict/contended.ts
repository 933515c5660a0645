// How often agents really met: without contention a clean result says nothing about a merge.

import type { Write } from '../model/write.js';
import { groupBy } from './grouping.js';
import type { Ledger } from './ledger.js';
import { isRace } from './ledger-entries.js';
import { countRaced } from './raced.js';

/**
 * Pairs of a round and a field that two agents or more wrote to without a causal order between them. Writes of
 * one round know of each other by declaration alone; in a race also by what their author had accepted.
 * @param block_units how many units of the history are followed at once
 */
export function countContended(ledger: Ledger, block_units?: number): number {
  const { rounds } = ledger.entries();
  const in_step = countInStep(rounds.filter((round) => !isRace(round)).map(({ writes }) => writes));
  return rounds.some(isRace) ? in_step + countRaced(ledger, block_units) : in_step;
}

/**
 * The same of what agents set out to write, whoever had to wait for whom then: where a shared store orders all
 * writes, none is left without an order, and its having been put to the test shows here.
 */
export function countIntended({ rounds }: Ledger): number {
  return countInStep(rounds);
}

function countInStep(rounds: Ledger['rounds']): number {
  return rounds
    .flatMap((writes) => [...groupBy(writes.flat(), ({ field }) => field).values()])
    .filter(isContended).length;
}

/** Writes of one round know of each other by program order and declaration alone: do these order them all? */
function isContended(writes: readonly Write[]): boolean {
  const opsByAgent = new Map<string, number[]>();
  for (const [agent, own] of groupBy(writes, ({ agent_id }) => agent_id)) {
    opsByAgent.set(
      agent,
      own.map(({ op_id }) => op_id),
    );
  }
  const all_pairs = pairsOf(writes.length);
  let ordered_pairs = 0;
  for (const ops of opsByAgent.values()) ordered_pairs += pairsOf(ops.length);
  for (const write of writes) {
    for (const [agent, latest] of write.happens_after ?? []) {
      if (agent === write.agent_id) continue;
      ordered_pairs += opsByAgent.get(agent)?.filter((op) => op <= latest).length ?? 0;
    }
  }
  return ordered_pairs < all_pairs;
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}
