// How often a clock that is ahead decided a scalar that several agents wrote: what skew does to a strategy
// that orders writes by clocks, and what it must not do to one that does not.

import type { Reading } from '../model/reading.js';
import type { Script } from '../model/script.js';
import type { FinalState } from '../verdict/evidence.js';
import type { ExchangeParts } from './exchange/parts.js';

export interface SkewedWins {
  readonly won_count: number;
  readonly contended_count: number;
}

/** Of one replica's final reading; where replicas differ, the judge has more to say than this. */
export function enterSkewedWins(
  { plan, faults, tally }: ExchangeParts,
  [final]: readonly FinalState[],
): void {
  if (faults.skewed_count === 0 || !final) return;
  const { script } = plan;
  const skewed = new Set(script.agents.filter((_, index) => faults.clockAhead(index) > 0));
  const { won_count, contended_count } = skewedWins(script, final.reading, skewed);
  tally.won(won_count, contended_count);
}

/** @param skewed ids of the agents whose clock is ahead. Only scalars that they and others wrote count. */
export function skewedWins(
  { rounds }: Script,
  { fields }: Reading,
  skewed: ReadonlySet<string>,
): SkewedWins {
  const writers = new Map<string, Set<string>>();
  for (const write of rounds.flat(2)) {
    if (write.kind !== 'scalar') continue;
    const known = writers.get(write.field) ?? new Set<string>();
    writers.set(write.field, known.add(write.agent_id));
  }
  const isContended = (field: string): boolean => {
    const agents = [...(writers.get(field) ?? [])];
    return agents.some((agent) => skewed.has(agent)) && !agents.every((agent) => skewed.has(agent));
  };
  const contended = fields.filter(({ field }) => isContended(field));
  const won = contended.filter(
    (reading) => reading.kind === 'scalar' && reading.authors.some(([agent]) => skewed.has(agent)),
  );
  return { won_count: won.length, contended_count: contended.length };
}
