// The options of the workload `mixed`, as they may stand in a study file.

import { BOUNDS } from '../../coordinator/configuration/bounds.js';
import { FIELD_KINDS } from '../../model/write.js';
import { decimal, mapping, whole } from './values.js';

const weight = decimal(BOUNDS.kind_weight);
const kindWeights = mapping(
  { scalar: weight, grow_set: weight, append_text: weight },
  '{ scalar: 1, grow_set: 1, append_text: 1 }',
).refine((weights) => FIELD_KINDS.some((kind) => weights[kind] > 0), {
  error: 'give three weights, not all 0',
});

export const mixedOptions = mapping(
  {
    kind_weights: kindWeights.describe('Relative weight of each kind of write.').exactOptional(),
    fields_per_kind: whole(BOUNDS.fields_per_kind).describe('Fields of each kind.').exactOptional(),
    field_skew: decimal(BOUNDS.field_skew)
      .describe('Zipf exponent of how unevenly fields are written: 0 is evenly.')
      .exactOptional(),
    element_overlap: decimal(BOUNDS.element_overlap)
      .describe('Share of set elements that agents have in common.')
      .exactOptional(),
    value_chars: whole(BOUNDS.value_chars).describe('Characters of each value.').exactOptional(),
    conflict_share: decimal(BOUNDS.conflict_share)
      .describe('Share of writes that are to be real conflicts; what came of it is measured.')
      .exactOptional(),
    hot_fields: whole(BOUNDS.hot_fields)
      .describe('Fields of each kind that take nine tenths of the writes.')
      .exactOptional(),
    mergeable_ratio: decimal(BOUNDS.mergeable_ratio)
      .describe('Share of writes to sets and texts together, in place of the weights.')
      .exactOptional(),
  },
  '{ fields_per_kind: 8 }',
);
