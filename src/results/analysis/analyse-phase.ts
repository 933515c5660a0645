// The latencies of a cell, phase by phase: decoded once, merged, and kept apart by repetition for whoever
// resamples repetitions.

import { mergeSparse, summarise } from '../../metrics/histogram.js';
import { BadHistogramError, decodeSparse } from '../../metrics/sparse-histogram.js';
import type { PortableHistogram } from '../../model/latency.js';
import { EXIT, UserError } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import type { RepetitionRecord } from '../record.js';
import type { PhaseAnalysis } from './analysis.js';
import { TIMED_PHASES } from './metric.js';
import type { TimedPhase } from './metric.js';
import type { Recorded } from './summarise-metric.js';

/** Null where the phase was measured in no repetition. */
export type AnalysedPhases = Readonly<
  Record<
    TimedPhase,
    { readonly recorded: readonly Recorded[]; readonly analysis: PhaseAnalysis } | null
  >
>;

/** @throws UserError (exit 65) naming the first histogram that is none. */
export function analysePhases(records: readonly RepetitionRecord[]): AnalysedPhases {
  const entries = TIMED_PHASES.map((phase) => [phase, analysePhase(records, phase)]);
  return Object.fromEntries(entries) as AnalysedPhases;
}

function analysePhase(
  records: readonly RepetitionRecord[],
  phase: TimedPhase,
): AnalysedPhases[TimedPhase] {
  const measured = records.flatMap((record) => {
    const portable = record.histograms[phase];
    if (portable === null) return [];
    const { repetition } = record;
    return [{ repetition, portable, histogram: decode(portable, record, phase) }];
  });
  if (measured.length === 0) return null;
  const sum_ns = measured.reduce((sum, { portable }) => sum + portable.sum_ns, 0);
  const histogram = mergeSparse(
    measured.map((part) => part.histogram),
    sum_ns,
  );
  return {
    recorded: measured.filter((part) => part.histogram.count > 0),
    analysis: { histogram, summary: summarise(histogram) },
  };
}

function decode(
  portable: PortableHistogram,
  { cell_id, repetition }: RepetitionRecord,
  phase: TimedPhase,
) {
  try {
    return decodeSparse(portable);
  } catch (thrown) {
    if (!(thrown instanceof BadHistogramError)) throw thrown;
    const parts = {
      what: `histogram cannot be read, ${thrown.message}`,
      where: `${phase} of repetition ${repetition} of ${quoted(cell_id)}`,
      remedy: 'execute the study again, or restore the file from where it was copied',
    };
    throw new UserError(EXIT.corrupt_results, parts, thrown);
  }
}
