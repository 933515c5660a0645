// The table of contents of a results folder: everything that is made from journal and manifest.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { toCsv } from '../csv.js';
import { figureFiles } from '../figures/files.js';
import { toHistogramLog } from '../hlog.js';
import { toJson } from '../json.js';
import { reportFile } from '../report/report.js';
import { STUDY_FILES } from '../study/layout.js';
import { tableFiles } from '../tables/files.js';
import type { DerivedFile, Deriver } from './derived-file.js';
import { failureFiles } from './failure-files.js';
import { histogramFiles } from './histogram-files.js';
import { logFile } from './log-file.js';
import { summaryFile } from './summary-file.js';

const DERIVERS: readonly Deriver[] = [
  ({ records }) => [{ path: STUDY_FILES.csv, content: toCsv(records) }],
  ({ manifest, records }) => [{ path: STUDY_FILES.json, content: toJson(manifest, records) }],
  ({ records }) => [{ path: STUDY_FILES.histogram_log, content: toHistogramLog(records) }],
  summaryFile,
  reportFile,
  figureFiles,
  tableFiles,
  histogramFiles,
  failureFiles,
  logFile,
];

/** All derived files of a study; the same study gives the same files, byte for byte. */
export async function deriveFiles(study: AnalysedStudy): Promise<readonly DerivedFile[]> {
  const files: DerivedFile[] = [];
  for (const derive of DERIVERS) files.push(...(await derive(study)));
  return files;
}
