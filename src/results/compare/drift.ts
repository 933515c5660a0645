// How far the machine itself moved between two studies. Before each repetition a fixed computation is timed
// that knows nothing of what is under test: where its median differs, that much of any difference in time may
// be the machine's. Repetitions of all cells are interleaved, so one figure holds for all of them.

import { median } from '../../metrics/statistics/descriptive.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import type { Drift, MachineWarning } from './study-comparison.js';

export function driftOf(base: AnalysedStudy, next: AnalysedStudy): Drift {
  const [base_ns, new_ns] = [probeNs(base.records), probeNs(next.records)];
  const isKnown = base_ns !== null && new_ns !== null && base_ns > 0;
  const percent = isKnown ? (new_ns / base_ns - 1) * 100 : null;
  return {
    base_ns,
    new_ns,
    percent,
    allowance_percent: Math.abs(percent ?? 0),
    load_per_core: largest([loadPerCore(base.manifest), loadPerCore(next.manifest)]),
  };
}

/**
 * The probe does not see that others took the cores for a while, and then times of two studies differ by a
 * multiple. A study by itself loads its cores once, and one that follows another finds that load; twice that
 * is not its own.
 */
const MOST_LOAD_PER_CORE = 2;

/** Whether times say anything about what is under test. */
export function isBusy({ load_per_core }: Drift): boolean {
  return load_per_core !== null && load_per_core > MOST_LOAD_PER_CORE;
}

function loadPerCore({ environment, ...manifest }: Manifest): number | null {
  const { cores } = environment as { readonly cores?: unknown };
  const sessions = [manifest, ...manifest.resumptions];
  const loads = sessions.flatMap(({ load_before, load_after }) => [load_before, load_after]);
  const load = largest(loads.map((averages) => averages?.[0] ?? null));
  return load === null || typeof cores !== 'number' || !(cores > 0) ? null : load / cores;
}

function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
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
