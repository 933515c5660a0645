// The page's charts as Vega specifications without data: compiled here, so that the page needs no compiler.

import { compileFigure } from '../../figures/svg.js';
import type { PageSpecs } from '../page-data.js';
import type { VegaLiteSpec } from './frame.js';
import { SCALES, scalingSpec } from './scaling-spec.js';
import { percentilesSpec, phasesSpec } from './time-specs.js';

/** `sizes`: every number of agents of the study, ascending. */
export function pageSpecs(labels: readonly string[], sizes: readonly number[]): PageSpecs {
  return {
    scaling_log: compiled(scalingSpec(labels, sizes, SCALES.log)),
    scaling_symlog: compiled(scalingSpec(labels, sizes, SCALES.symlog)),
    scaling_linear: compiled(scalingSpec(labels, sizes, SCALES.linear)),
    percentiles: compiled(percentilesSpec(labels)),
    phases: compiled(phasesSpec()),
  };
}

function compiled(spec: VegaLiteSpec): object {
  return compileFigure(spec).spec;
}
