// The write loss shown: one graph, on LangGraph's own store and on ours, and what is left of two writes on each.
// The stores come from the caller, so that a test can plant a store that loses nothing, or one of ours that does.

import type { BaseStore } from '@langchain/langgraph';
import type { Claim } from '../claim.js';
import { allHold } from '../claim.js';
import type { JsonObject, KeyAttribution } from '../key-terms.js';
import { FINDINGS, KEY, NAMESPACE, runGraph } from './graph.js';
import type { StoreOutcome, WriteOutcome } from './outcome.js';
import { claimsOf, findingsIn } from './outcome.js';

export interface StoreUnderTest {
  readonly name: string;
  readonly store: BaseStore;
  /** Who wrote what is under a key; empty for a store that does not know. */
  attribution(namespace: readonly string[], key: string): readonly KeyAttribution[];
}

/**
 * Ours is made only when the stock half is over: it watches LangGraph's own wrapper of stores for who asks, and
 * nothing of that may stand in the way of the stock store.
 */
export interface StoresUnderTest {
  readonly stock: () => Promise<StoreUnderTest>;
  readonly synced: () => Promise<StoreUnderTest>;
}

export interface Reproduction {
  readonly namespace: readonly string[];
  readonly key: string;
  /** The stock store's, then ours. */
  readonly stores: readonly [stock: StoreOutcome, synced: StoreOutcome];
  readonly claims: readonly Claim[];
  readonly claims_hold: boolean;
}

/** Runs the graph once on each store, one after the other. */
export async function reproduce({ stock, synced }: StoresUnderTest): Promise<Reproduction> {
  const stores = [await outcomeOn(await stock()), await outcomeOn(await synced())] as const;
  const claims = claimsOf(...stores);
  return { namespace: NAMESPACE, key: KEY, stores, claims, claims_hold: allHold(claims) };
}

async function outcomeOn(tested: StoreUnderTest): Promise<StoreOutcome> {
  await runGraph(tested.store);
  const item = await tested.store.get(NAMESPACE, KEY);
  const holds = (item?.value ?? null) as JsonObject | null;
  const attribution = tested.attribution(NAMESPACE, KEY);
  const writes = Object.entries(FINDINGS).map(([node, finding]): WriteOutcome => {
    const fate = findingsIn(holds).includes(finding) ? 'survived' : 'lost';
    return { node, finding, fate, attributed_to: authorsOf(finding, attribution) };
  });
  return { store: tested.name, holds, writes };
}

function authorsOf(finding: string, attribution: readonly KeyAttribution[]): readonly string[] {
  const parts = attribution.flatMap((field) => field.parts);
  const authors = parts.filter(({ value }) => value === finding).flatMap((part) => part.authors);
  return [...new Set(authors.map(({ agent_id }) => agent_id))];
}
