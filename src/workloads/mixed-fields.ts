// Which kind of field, and which field of that kind, a write of the `mixed` workload goes to.

import { createWeightedDraw, type Random } from '../model/random.js';
import { FIELD_KINDS, type FieldKind } from '../model/write.js';
import type { MixedOptions } from './workload.js';

/** Share of the writes of a kind that its hot fields take, where their number was asked for. */
export const HOT_SHARE = 0.9;

export function createKindDraw(knobs: MixedOptions): (random: Random) => FieldKind {
  const weights = kindWeights(knobs);
  const draw = createWeightedDraw(FIELD_KINDS.map((kind) => weights[kind]));
  return (random) => FIELD_KINDS[draw(random)] ?? 'scalar';
}

/** Draws a field's rank, from 0, the hottest, to `fields_per_kind - 1`. */
export function createRankDraw(knobs: MixedOptions): (random: Random) => number {
  return createWeightedDraw(rankWeights(knobs));
}

/** `scalar-03`, rank 0 being the hottest. */
export function fieldName(prefix: string, rank: number, fields: number): string {
  const digits = Math.max(2, String(fields - 1).length);
  return `${prefix}-${String(rank).padStart(digits, '0')}`;
}

/** Sets and texts keep their proportion to each other; of those that weigh nothing each takes half. */
function kindWeights(knobs: MixedOptions): Readonly<Record<FieldKind, number>> {
  const { kind_weights, mergeable_ratio } = knobs;
  if (mergeable_ratio === null) return kind_weights;
  const mergeable = mergeableOfOthers(mergeable_ratio, knobs.conflict_share ?? 0);
  const { grow_set, append_text } = kind_weights;
  const together = grow_set + append_text;
  const set_share = together === 0 ? 0.5 : grow_set / together;
  return {
    scalar: 1 - mergeable,
    grow_set: mergeable * set_share,
    append_text: mergeable * (1 - set_share),
  };
}

/** The ratio is one of all writes, but kinds are drawn only for those that are not to conflict. */
function mergeableOfOthers(mergeable_ratio: number, conflict_share: number): number {
  return conflict_share === 1 ? 0 : Math.min(1, mergeable_ratio / (1 - conflict_share));
}

function rankWeights({ fields_per_kind, field_skew, hot_fields }: MixedOptions): readonly number[] {
  if (hot_fields === null) return zipfWeights(fields_per_kind, field_skew);
  const hot = Math.min(hot_fields, fields_per_kind);
  const cold = fields_per_kind - hot;
  return Array.from({ length: fields_per_kind }, (_, rank) =>
    rank < hot ? HOT_SHARE / hot : (1 - HOT_SHARE) / cold,
  );
}

/** Zipf's law: the weight of rank k, counted from 1, is 1 / k^exponent. */
function zipfWeights(ranks: number, exponent: number): readonly number[] {
  return Array.from({ length: ranks }, (_, index) => (index + 1) ** -exponent);
}
