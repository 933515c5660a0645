// What one store holds after the graph has run on it, and what that is claimed to show. Plain data.

import type { Json } from '../../model/json.js';
import type { Claim } from '../claim.js';
import type { JsonObject } from '../key-terms.js';

/** One node's put, looked up in what the store holds afterwards. */
export interface WriteOutcome {
  readonly node: string;
  readonly finding: string;
  readonly fate: 'survived' | 'lost';
  /** Who the store says wrote it; empty where it does not say. */
  readonly attributed_to: readonly string[];
}

export interface StoreOutcome {
  readonly store: string;
  /** The value under the key; null where there is none. */
  readonly holds: JsonObject | null;
  readonly writes: readonly WriteOutcome[];
}

/** What the store under `findings` lists; nothing where that is no list. */
export function findingsIn(value: JsonObject | null): readonly Json[] {
  const findings: Json | undefined = value?.['findings'];
  return Array.isArray(findings) ? (findings as readonly Json[]) : [];
}

/** Without a bug in either store all of them hold; what makes one false is a finding of its own. */
export function claimsOf(stock: StoreOutcome, synced: StoreOutcome): readonly Claim[] {
  const lost = stock.writes.filter(({ fate }) => fate === 'lost').length;
  const kept = synced.writes.filter(({ fate }) => fate === 'survived').length;
  return [
    {
      claim: `${stock.store} drops one of the two writes, silently`,
      holds: lost === 1 && stock.writes.length === 2,
    },
    {
      claim: `${synced.store} keeps both writes, each once`,
      holds: kept === 2 && findingsIn(synced.holds).length === 2,
    },
    {
      claim: `${synced.store} names the node that wrote each`,
      holds: synced.writes.every(
        ({ node, attributed_to }) => attributed_to.length === 1 && attributed_to[0] === node,
      ),
    },
  ];
}
