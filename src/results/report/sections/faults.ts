// Cells under faults, each beside its twin without them, and what became of every fault that was asked for.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import { faultedCells } from '../../analysis/twin.js';
import { capitalised } from '../../figures/display.js';
import { FAULTS_NOTE, faultTable } from '../../tables/fault-rows.js';
import { markup } from '../html.js';
import { dataTable } from './data-table.js';
import { remarksPart } from './remarks.js';
import type { Section } from './section.js';

export function faultsSection(study: AnalysedStudy): Section | null {
  const faulted = faultedCells(study.cells).map(({ cell }) => cell);
  if (faulted.length === 0) return null;
  return {
    id: 'faults',
    heading: 'Faults',
    body: markup`<p>What faults did is the difference from the same cell, with the same writes, without them. A fault fires where there is something to strike, and is observed where its effect is seen.</p>
${dataTable('Faults', faultTable(study))}
<p class="note">${capitalised(FAULTS_NOTE)}</p>
${remarksPart('What became of each fault, and how each cell healed', faulted)}`,
  };
}
