// From manifest and records to a study analysed. Pure: the same study gives the same analysis, to the bit.

import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import { analyseCell } from './analyse-cell.js';
import type { AnalysedStudy, StudyPart } from './analysis.js';
import { fitsOf } from './fits.js';
import type { CellRecords } from './group-by-cell.js';
import { groupByCell } from './group-by-cell.js';
import { headlineOf } from './headline.js';
import { allCells } from './parts.js';
import { seriesOf } from './series.js';
import type { StudyFacts } from './study-facts.js';
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
  const merging = groups.filter(([{ sessions }]) => sessions === null);
  const racing = groups.filter(([{ sessions }]) => sessions !== null);
  const ordered = [...merging, ...racing].flat();
  const own = partOf(merging, facts);
  const sessions = partOf(racing, facts);
  const cells = allCells({ ...own, sessions });
  return {
    manifest,
    records: ordered,
    ...own,
    sessions,
    warnings: warningsOf({ manifest, facts, cells, records: ordered }),
    headline: headlineOf(cells, ordered),
  };
}

function partOf(groups: readonly CellRecords[], { expect }: StudyFacts): StudyPart {
  const cells = groups.map((group) => analyseCell(group, expect));
  const series = seriesOf(cells);
  return { cells, series, fits: fitsOf(series) };
}
