// Puts whose values are JSON, as copies that nobody else holds: what the caller does to its object afterwards
// does not reach the store. A deletion is a put of null, as in LangGraph.

import type { PutOperation } from '@langchain/langgraph';
import { toJsonObject } from '../json-value.js';
import type { JsonObject } from '../key-terms.js';
import type { Asked } from './asked.js';
import type { Stamp } from './batched-store.js';
import type { IndexChoice } from './stock-store.js';

export interface CheckedPut {
  readonly put: PutOperation;
  readonly value: JsonObject | null;
  readonly index: IndexChoice;
  readonly stamp: Stamp;
  /** See Asked. */
  readonly handed_on: boolean;
  /** Rejects with what is wrong with the value; null where nothing is. */
  readonly refusal: Promise<never> | null;
}

/**
 * Null where the operation is no put.
 * @throws StoreError for a value that is no JSON, where all operations are those of one caller: none is made
 */
export function checkPut({ sorted, stamp, handed_on }: Asked): CheckedPut | null {
  if (sorted.type !== 'put') return null;
  const { put, index } = sorted;
  const checked = { put, index, stamp, handed_on };
  try {
    return { ...checked, value: valueOf(put), refusal: null };
  } catch (thrown) {
    if (!handed_on) throw thrown;
    return { ...checked, value: null, refusal: rejectedWith(thrown) };
  }
}

function valueOf({ value }: PutOperation): JsonObject | null {
  return value === null ? null : toJsonObject(value);
}

/** Whoever asked is told by it; nobody else needs to listen. */
function rejectedWith(thrown: unknown): Promise<never> {
  const rejection = new Promise<never>((_, reject) => {
    reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
  });
  rejection.catch(() => undefined);
  return rejection;
}
