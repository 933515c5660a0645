// Where something was read, for people.

import { printable } from '../model/quote.js';
import type { FinalState } from './evidence.js';
import type { Ledger } from './ledger.js';

export function placeOf({ agents }: Ledger, agent_index: number): string {
  const agent = agents[agent_index];
  return agent === undefined ? `agent number ${agent_index}` : `agent ${printable(agent)}`;
}

/** `agent A`, or `agent A and 63 others` that ended alike. */
export function placeOfFinal(ledger: Ledger, { agent_indexes }: FinalState): string {
  const [first = -1, ...others] = agent_indexes;
  const place = placeOf(ledger, first);
  if (others.length === 0) return place;
  return `${place} and ${others.length} other${others.length === 1 ? '' : 's'}`;
}
