// How far the machine itself moved between two studies. Before each repetition a fixed computation is timed
// that knows nothing of what is under test: where its median differs, that much of any difference in time may
// be the machine's. Repetitions of all cells are interleaved, so one figure holds for all of them.

import { median } from '../../metrics/statistics/descriptive.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import type { RepetitionRecord } from '../record.js';
import type { Drift, MachineWarning } from './study-comparison.js';

export function driftOf(
  base: readonly RepetitionRecord[],
  next: readonly RepetitionRecord[],
): Drift {
  const [base_ns, new_ns] = [probeNs(base), probeNs(next)];
  if (base_ns === null || new_ns === null || base_ns === 0) {
    return { base_ns, new_ns, percent: null, allowance_percent: 0 };
  }
  const percent = (new_ns / base_ns - 1) * 100;
  return { base_ns, new_ns, percent, allowance_percent: Math.abs(percent) };
}

function probeNs(records: readonly RepetitionRecord[]): number | null {
  const probes_ns = records.map(({ probe_ns }) => probe_ns).filter((ns) => ns !== null);
  return probes_ns.length === 0 ? null : median(probes_ns);
}

const MACHINE_WARNINGS: readonly string[] = ['noisy_machine', 'drifting_machine', 'loaded_machine'];

/** A study on a busy machine is slower than one on a quiet machine, whatever the probe says. */
export function machineWarnings(
  side: MachineWarning['side'],
  { warnings }: AnalysedStudy,
): readonly MachineWarning[] {
  return warnings
    .filter(({ code }) => MACHINE_WARNINGS.includes(code))
    .map(({ what, remedy }) => ({ side, what, remedy }));
}
