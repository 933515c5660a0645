// Reports for tests, from studies that are analysed as real ones are.

import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import type { Manifest } from '../../../src/results/manifest.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { reportFile } from '../../../src/results/report/report.js';
import { buildStudyManifest, buildStudyRecords, type StudyShape } from '../build-study.js';

export interface ReportOptions {
  readonly shape?: Partial<StudyShape>;
  /** Changes every record. */
  readonly record?: (record: RepetitionRecord) => RepetitionRecord;
  readonly manifest?: Partial<Manifest>;
}

export function buildAnalysedStudy(options: ReportOptions = {}): AnalysedStudy {
  const { shape = {}, record = (plain: RepetitionRecord) => plain, manifest = {} } = options;
  return analyseStudy(
    { ...buildStudyManifest(shape), ...manifest },
    buildStudyRecords(shape).map(record),
  );
}

/** A study in which one cell fails that should not. */
export function buildMixedStudy(): AnalysedStudy {
  return buildAnalysedStudy({
    record: (record) =>
      record.strategy === 'crdt' && record.workload === 'clean_merge' && record.agents === 4
        ? { ...record, verdict: 'FAIL', findings: LOSS }
        : record,
  });
}

const LOSS = [{ check: 'survival', verdict: 'FAIL', reasons: ['lost "x"'] }] as const;

export async function renderReport(study: AnalysedStudy): Promise<string> {
  const [file] = await reportFile(study);
  return file?.content ?? '';
}
