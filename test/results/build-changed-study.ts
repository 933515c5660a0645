// Studies in which something went differently, for tests of what is made from them.

import type { AnalysedStudy } from '../../src/results/analysis/analysis.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { analysedByHand } from './build-analysed-study.js';
import { NO_HISTOGRAMS } from './build-record.js';
import { buildStudyManifest, buildStudyRecords, type StudyShape } from './build-study.js';

/** The plain study with what `changesOf` says about a record. */
export function buildChangedStudy(
  changesOf: (record: RepetitionRecord) => Partial<RepetitionRecord>,
  shape: Partial<StudyShape> = {},
): AnalysedStudy {
  const records = buildStudyRecords(shape).map((record) => ({ ...record, ...changesOf(record) }));
  return analysedByHand(buildStudyManifest(shape), records);
}

/** What a repetition leaves behind whose process was killed. */
export const CRASHED: Partial<RepetitionRecord> = {
  ...{ status: 'crashed', verdict: 'UNKNOWN', outcome: null, converged: null },
  ...{ converge_ns: null, write_phase_ns: null, exchange_ns: null, bytes_exchanged: null },
  ...{ writes_lost: null, writes_arbitrated: null, escalations: null, model_calls: null },
  ...{ peak_heap_bytes: null, peak_external_bytes: null, attribution_complete: null },
  ...{ heal_rounds: null, redundancy: null, messages: null, exchange_rounds: null },
  ...{ blobs_rejected: null, writes_unissued: null, conflict_share: null },
  histograms: NO_HISTOGRAMS,
  ...{ findings: [], note: 'the process was killed by SIGKILL' },
};

/** crdt never ends at 16 agents, and transactional loses something at 8 in one workload. */
export function buildTroubledStudy(): AnalysedStudy {
  return buildChangedStudy(({ strategy, workload, agents }) => {
    if (strategy === 'crdt' && agents === 16) return CRASHED;
    if (strategy === 'transactional' && workload === 'clean_merge' && agents === 8) return LOSS;
    return {};
  });
}

const LOSS: Partial<RepetitionRecord> = {
  ...{ verdict: 'FAIL', writes_lost: 2 },
  findings: [{ check: 'survival', verdict: 'FAIL', reasons: ['lost "x"'] }],
};
