// What a study comes to, in a few sentences that are true to its records.

import { worstVerdict } from '../../model/verdict.js';
import type { CellAnalysis, Headline } from './analysis.js';

export function headlineOf(cells: readonly CellAnalysis[]): Headline {
  const verdict = worstVerdict(cells.map((cell) => cell.verdict));
  return { verdict, title: '', sentences: [] };
}
