// The parts of a study: its cells of merging, and its races for sessions. Whoever shows both asks for both.

import type { AnalysedStudy, CellAnalysis } from './analysis.js';

/** Of merging, then of races. */
export function allCells({
  cells,
  sessions,
}: Pick<AnalysedStudy, 'cells' | 'sessions'>): readonly CellAnalysis[] {
  return [...cells, ...sessions.cells];
}

/** Whether agents raced for sessions in it; in all other cells they merge. */
export function isRace({ shown }: CellAnalysis): boolean {
  return shown.sessions !== null;
}

/** The study as if its races were all there is to it: for what draws cells, series and fits of any kind. */
export function racesOf(study: AnalysedStudy): AnalysedStudy {
  return { ...study, ...study.sessions };
}
