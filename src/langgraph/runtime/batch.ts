// One batch of operations, as LangGraph hands them to a store: reads see what was there before it, then its
// writes are made. Where the stock store keeps the last of several puts to one key, here only those of one scope
// take each other's place; those of different scopes are all made, and merge.

import type { Operation } from '@langchain/langgraph';
import { itemName } from '../items.js';
import type { Scope } from '../scopes.js';
import type { StoreCore } from '../store-core.js';
import type { Asked } from './asked.js';
import { readOne, readOthers } from './batch-reads.js';
import { checkPut } from './checked-put.js';
import type { CheckedPut } from './checked-put.js';
import { stampOf } from './batched-store.js';
import type { Stamp } from './batched-store.js';
import { sortOperation } from './operations.js';
import type { TextVectors } from './vectors.js';

/** What a batch works on. */
export interface BatchStore {
  readonly core: StoreCore;
  /** Whose the operations of a call are that LangGraph did not hand on. */
  stamping(): () => Stamp;
  /** How the stock store answers searches and listings. */
  answer(operations: readonly Operation[]): Promise<readonly unknown[]>;
  /** Readies the index for what is about to be put; where it rejects, nothing is put. Null: nothing to wait for. */
  prepare(puts: readonly CheckedPut[]): Promise<TextVectors> | null;
  /** Resolves once the writes can be acknowledged. */
  written(puts: readonly CheckedPut[], vectors: TextVectors | null): Promise<void>;
}

/** @returns the answers in the order of the operations, null for a write; a promise that rejects for one refused */
export async function runBatch(
  store: BatchStore,
  operations: readonly Operation[],
): Promise<unknown[]> {
  const asked = stampAll(store, operations);
  const puts = asked.map(checkPut);
  const got = asked.map((each) => readOne(store.core, each));
  const found = await readOthers((others) => store.answer(others), asked);
  await writeAll(store, puts);
  return asked.map((_, index) => puts[index]?.refusal ?? got[index] ?? found[index] ?? null);
}

function stampAll(store: BatchStore, operations: readonly Operation[]): readonly Asked[] {
  const stampDirect = store.stamping();
  return operations.map((operation) => {
    const sorted = sortOperation(operation);
    const stamp = sorted.namespace === null ? undefined : stampOf(sorted.namespace);
    return { operation, sorted, stamp: stamp ?? stampDirect(), handed_on: stamp !== undefined };
  });
}

async function writeAll(store: BatchStore, puts: readonly (CheckedPut | null)[]): Promise<void> {
  const made = thatCount(puts.filter(isToBeMade));
  const preparing = store.prepare(made);
  const vectors = preparing && (await preparing);
  for (const { put, value, stamp } of made) {
    if (value === null) store.core.delete(put, stamp.scope, stamp.asked_at);
    else store.core.put(put, value, stamp.scope, stamp.asked_at);
  }
  await store.written(made, vectors);
}

/** Calls that LangGraph gathered are made one after the other; of one caller's own batch the last put to a key counts. */
function thatCount(puts: readonly CheckedPut[]): readonly CheckedPut[] {
  const last = new Map<Scope, Map<string, CheckedPut>>();
  for (const each of puts) {
    const { scope } = each.stamp;
    const ofScope = last.get(scope) ?? new Map<string, CheckedPut>();
    last.set(scope, ofScope.set(itemName(each.put), each));
  }
  const isLast = (each: CheckedPut): boolean =>
    last.get(each.stamp.scope)?.get(itemName(each.put)) === each;
  return puts.filter((each) => each.handed_on || isLast(each));
}

function isToBeMade(put: CheckedPut | null): put is CheckedPut {
  return put?.refusal === null;
}
