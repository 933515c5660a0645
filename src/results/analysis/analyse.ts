// From manifest and records to a study analysed. Pure: the same study gives the same analysis, to the bit.

import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import { analyseCell } from './analyse-cell.js';
import type { AnalysedStudy } from './analysis.js';
import { fitsOf } from './fits.js';
import { groupByCell } from './group-by-cell.js';
import { headlineOf } from './headline.js';
import { seriesOf } from './series.js';
import { studyFacts } from './study-facts.js';
import { warningsOf } from './warnings/registry.js';

/**
 * Everything that tables, figures and reports say of a study. Records may come in any order.
 * @throws UserError (exit 65) where a record has a histogram that is none.
 */
export function analyseStudy(
  manifest: Manifest,
  records: Iterable<RepetitionRecord>,
): AnalysedStudy {
  const facts = studyFacts(manifest);
  const groups = groupByCell(records, facts.grid);
  const cells = groups.map((group) => analyseCell(group, facts.expect));
  const series = seriesOf(cells);
  const ordered = groups.flat();
  return {
    manifest,
    records: ordered,
    cells,
    series,
    fits: fitsOf(series),
    warnings: warningsOf({ manifest, facts, cells, records: ordered }),
    headline: headlineOf(cells, ordered),
  };
}
