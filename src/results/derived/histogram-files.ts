// histograms/: the distribution of every cell and phase over all its repetitions, as HdrHistogram's tools
// and its plotter read it (.hgrm), in microseconds. histograms.hlog has every repetition on its own.

import { percentileDistribution } from '../../metrics/histogram.js';
import { allCells } from '../analysis/parts.js';
import { TIMED_PHASES } from '../analysis/metric.js';
import { STUDY_FOLDERS } from '../study/layout.js';
import type { Deriver } from './derived-file.js';
import { safeNames } from './safe-names.js';

export const histogramFiles: Deriver = (study) => {
  const cells = allCells(study);
  const names = safeNames(cells.map(({ cell_id }) => cell_id));
  return cells.flatMap(({ phases }, index) =>
    TIMED_PHASES.flatMap((phase) => {
      const histogram = phases[phase]?.histogram;
      if (!histogram || histogram.count === 0) return [];
      const path = `${STUDY_FOLDERS.histograms}/${names[index] ?? ''}/${phase}.hgrm`;
      return [{ path, content: percentileDistribution(histogram) }];
    }),
  );
};
