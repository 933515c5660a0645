// From a study to what the page's script is given. The rows are those of the SVG figures; what is added are
// texts, and indices in place of names.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { JUDGED } from '../figures/rows.js';
import { namesOf, placeOf, type Names } from './names.js';
import type { PageCell, PageData } from './page-data.js';
import { pageMetrics } from './page-metrics.js';
import { pagePercentiles, pagePhases, percentileAxes } from './page-times.js';
import { pageSpecs } from './specs/page-specs.js';

export function buildPageData(study: AnalysedStudy): PageData {
  const names = namesOf(study);
  const cells = pageCells(study, names);
  const percentiles = pagePercentiles(study, names);
  return {
    labels: names.labels,
    workloads: names.workloads,
    cells,
    metrics: pageMetrics(study, names),
    percentiles,
    percentile_axes: percentileAxes(percentiles, cells),
    phases: pagePhases(study, names),
    specs: pageSpecs(names.labels, names.sizes),
  };
}

function pageCells({ series }: AnalysedStudy, names: Names): readonly PageCell[] {
  return series.flatMap((curve) =>
    curve.cells.map(({ factors, standing }) => ({
      ...placeOf(curve, names),
      agents: factors.agents,
      valid: standing === 'valid',
      judged: JUDGED[standing],
    })),
  );
}
