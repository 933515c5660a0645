// The model that re-judges a conflict. A real one is a network call; the default stands in for it with a
// fixed wait and a fixed rule, so that its cost is real and its answer the same at every replica.

import { canonicalJson, compareText } from '../model/canonical.js';
import type { Json } from '../model/json.js';
import type { Contender } from '../model/reading.js';
import type { FieldKind } from '../model/write.js';

/** One of the states a conflicting field could take. */
export interface Candidate {
  readonly kind: FieldKind;
  readonly value: Json;
}

export interface Conflict {
  readonly field: string;
  /** At least two, distinct, in canonical order. */
  readonly candidates: readonly Candidate[];
  readonly contenders: readonly Contender[];
}

/** Answers with the index of the candidate it picks. */
export type Model = (conflict: Conflict) => number | Promise<number>;

/** What a model call takes unless told otherwise: a short completion of a small hosted model. */
export const DEFAULT_MODEL_LATENCY_MS = 150;

/** Picks the smallest candidate (canonical JSON of its value, then kind), without waiting. */
export function pickSmallest({ candidates }: Conflict): number {
  const texts = candidates.map(({ kind, value }) => `${canonicalJson(value)} ${kind}`);
  const smallest = [...texts].sort(compareText)[0];
  return texts.findIndex((text) => text === smallest);
}

/** The default model: waits `latency_ms` on the given timer, then picks the smallest candidate. */
export function createStubModel(latency_ms: number, wait: (ms: number) => Promise<void>): Model {
  if (latency_ms === 0) return pickSmallest;
  return async (conflict) => {
    await wait(latency_ms);
    return pickSmallest(conflict);
  };
}
