// The tables of a results folder, each written for papers and for GitHub. One line adds one.

import type { AnalysedStudy } from '../analysis/analysis.js';
import type { Table } from '../table.js';
import { studyComparisonOf } from './comparison-rows.js';
import { environmentTable } from './environment-rows.js';
import { EXCHANGE_NOTE, exchangeTable } from './exchange-rows.js';
import { FAULTS_NOTE, faultTable } from './fault-rows.js';
import { fitTable } from './fit-rows.js';
import { SCALING_METRICS, scalingRows } from './scaling-rows.js';
import { SESSIONS_NOTE, sessionTable } from './session-rows.js';

export interface StudyTable {
  /** Of its files, without an ending. */
  readonly name: string;
  readonly caption: string;
  readonly tableOf: (study: AnalysedStudy) => Table;
}

export const STUDY_TABLES: readonly StudyTable[] = [
  {
    name: 'comparison',
    caption:
      'Strategies at the smallest and the largest number of agents: worst verdict and counts, median costs.',
    tableOf: (study) => studyComparisonOf(study, ['smallest', 'largest']).table,
  },
  {
    name: 'scaling',
    caption:
      'Costs by number of agents: medians over the repetitions, percentiles of merged histograms, with bootstrap 95 % intervals; of losses and escalations the largest.',
    tableOf: (study) => scalingRows(study, SCALING_METRICS),
  },
  {
    name: 'fits',
    caption: 'Power laws: cost = a x agents^b, fitted in the logarithms.',
    tableOf: ({ fits }) => fitTable(fits),
  },
  {
    name: 'exchange',
    caption: `How blobs spread: ${EXCHANGE_NOTE}`,
    tableOf: exchangeTable,
  },
  {
    name: 'faults',
    caption: `Cells under faults beside the same cells without: ${FAULTS_NOTE}`,
    tableOf: faultTable,
  },
  {
    name: 'sessions',
    caption: `Races for sessions: ${SESSIONS_NOTE}`,
    tableOf: (study) => sessionTable(study),
  },
  {
    name: 'environment',
    caption: 'On what the study was executed.',
    tableOf: ({ manifest }) => environmentTable(manifest),
  },
];
