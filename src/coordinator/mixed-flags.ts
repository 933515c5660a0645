// The flags that ask for these dials of the workload `mixed`, where they are not the usual ones.

import { DEFAULT_MIXED } from '../workloads/mixed.js';
import type { MixedOptions } from '../workloads/workload.js';

type Flags = readonly (readonly [flag: string, value: string])[];

export function mixedFlags(mixed: MixedOptions): Flags {
  const usual = new Map(flagsOf(DEFAULT_MIXED));
  return flagsOf(effectiveDials(mixed)).filter(([flag, value]) => value !== usual.get(flag));
}

function flagsOf({ kind_weights, ...dials }: MixedOptions): Flags {
  const { scalar, grow_set, append_text } = kind_weights;
  return [
    ['kinds', [scalar, grow_set, append_text].join()],
    ['fields', String(dials.fields_per_kind)],
    ['skew', String(dials.field_skew)],
    ['overlap', String(dials.element_overlap)],
    ['value-chars', String(dials.value_chars)],
    ['conflict-share', String(dials.conflict_share)],
    ['hot-fields', String(dials.hot_fields)],
    ['mergeable', String(dials.mergeable_ratio)],
  ];
}

/** Dials of which one overrides another are refused where they are given; stored studies may have such. */
function effectiveDials(mixed: MixedOptions): MixedOptions {
  const { hot_fields, field_skew, mergeable_ratio, conflict_share } = mixed;
  const left = Number((1 - (conflict_share ?? 0)).toFixed(DECIMALS));
  return {
    ...mixed,
    field_skew: hot_fields === null ? field_skew : DEFAULT_MIXED.field_skew,
    mergeable_ratio: mergeable_ratio === null ? null : Math.min(mergeable_ratio, left),
  };
}

/** As many as a flag may have. */
const DECIMALS = 6;
