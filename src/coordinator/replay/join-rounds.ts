// Rounds of a history of which parts were left out: joined to the ones before them, or gone.

import type { Deliveries } from '../../model/deliveries.js';
import type { LedgerRound } from '../../verdict/ledger-entries.js';
import { isRace } from '../../verdict/ledger-entries.js';
import type { PrunedRound } from './prune.js';

/** Rounds in which nothing is left are gone; joined ones follow the writes before them, if that can be. */
export function joinRounds(
  rounds: readonly LedgerRound[],
  pruned: readonly PrunedRound[],
): readonly LedgerRound[] {
  const result: LedgerRound[] = [];
  for (const [index, round] of rounds.entries()) {
    if (round.writes.flat().length === 0 && round.deliveries.length === 0) continue;
    const before = result.at(-1);
    if (before && pruned[index]?.starts === 'joined' && canJoin(before, round)) {
      result[result.length - 1] = join(before, round);
    } else result.push(round);
  }
  return withExchange(result);
}

/** A race stands at the beginning of its round, and all writes of the round in it. */
function canJoin(before: LedgerRound, round: LedgerRound): boolean {
  if (isRace(round)) return false;
  return !isRace(before) || round.writes.flat().length === 0;
}

function join(before: LedgerRound, round: LedgerRound): LedgerRound {
  return {
    writes: before.writes.map((writes, index) => [...writes, ...(round.writes[index] ?? [])]),
    deliveries: [...before.deliveries, ...round.deliveries],
  };
}

/** What was written is judged once an exchange has followed it, whoever it reached: here, nobody. */
function withExchange(rounds: readonly LedgerRound[]): readonly LedgerRound[] {
  const last = rounds.at(-1);
  if (!last || last.deliveries.some(({ type }) => type !== 'restart')) return rounds;
  const nothing: Deliveries = { type: 'pass', senders: [], receivers: [], exported: [] };
  return [...rounds.slice(0, -1), { ...last, deliveries: [...last.deliveries, nothing] }];
}
