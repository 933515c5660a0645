// Why a cell did not pass, in a few lines of its records' own words.

import type { CellAnalysis } from '../../analysis/analysis.js';
import type { RepetitionRecord } from '../../record.js';
import { cut } from '../cut.js';
import { whole } from '../../quantity.js';

const MAX_REASONS = 5;
const MAX_CHARACTERS = 400;

export function reasonsOf(cell: CellAnalysis): readonly string[] {
  const found = cell.shown.findings.flatMap(findingTexts);
  return [...endings(cell), ...note(cell), ...found].map((text) => cut(text, MAX_CHARACTERS));
}

/** How often repetitions ended without a result. */
function endings({ statuses, repetitions }: CellAnalysis): readonly string[] {
  return Object.entries(statuses)
    .filter(([status]) => status !== 'ok')
    .map(([status, count]) => `${status}: ${whole(count)} of ${whole(repetitions)} repetitions`);
}

function note({ shown }: CellAnalysis): readonly string[] {
  return shown.note === null ? [] : [shown.note];
}

function findingTexts({
  check,
  verdict,
  reasons,
}: RepetitionRecord['findings'][number]): readonly string[] {
  if (verdict === 'PASS') return [];
  if (reasons.length === 0) return [`${check}: ${verdict}`];
  const omitted = reasons.length - MAX_REASONS;
  const shown = reasons.slice(0, MAX_REASONS).map((reason) => `${check}: ${reason}`);
  return omitted > 0 ? [...shown, `${check}: and ${whole(omitted)} more`] : shown;
}
