// Warnings about the machine: too few cores, or not this study's alone.

import { ascending, median, quantileSorted } from '../../../metrics/statistics/descriptive.js';
import type { RepetitionRecord } from '../../record.js';
import type { CellAnalysis } from '../analysis.js';
import { counted, grouped } from '../../../model/wording.js';
import { percent } from '../wording.js';
import type { WarningRule } from './warning.js';
import { idsOf, measured } from './warning.js';

export const threadsAboveCores: WarningRule = ({ facts: { cores }, cells }) => {
  if (cores === null) return [];
  const above = cells.filter(({ factors }) => factors.threads > cores);
  if (above.length === 0) return [];
  const most = Math.max(...above.map(({ factors }) => factors.threads));
  return [
    {
      code: 'threads_above_cores',
      what: `up to ${grouped(most)} threads on ${counted(cores, 'core')}`,
      cause: 'threads take turns, so their times include waiting for each other',
      remedy: 'leave --threads at auto, or use a machine with as many cores',
      cells: idsOf(above),
    },
  ];
};

const MOST_START_SKEW = 0.01;

export const startSkew: WarningRule = ({ cells, records }) => {
  const medians = medianSkews(records);
  const skewOf = ({ cell_id }: CellAnalysis) => medians.get(cell_id) ?? 0;
  const skewed = cells.filter((cell) => skewOf(cell) > MOST_START_SKEW);
  if (skewed.length === 0) return [];
  const worst = percent(Math.max(...skewed.map(skewOf)));
  return [
    {
      code: 'start_skew',
      what: `in ${counted(skewed.length, 'cell')} threads began up to ${worst} of the write phase apart (median), more than ${percent(MOST_START_SKEW)}`,
      cause:
        'the write phase is short beside the time it takes to wake a thread, or cores are busy',
      remedy: 'write for longer with --writes, and leave a core to the rest of the machine',
      cells: idsOf(skewed),
    },
  ];
};

/** Of the write phase, 0 to 1 and more; by cell, where it was measured. */
function medianSkews(records: readonly RepetitionRecord[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number[]>();
  for (const { cell_id, start_skew_ns, write_phase_ns } of records) {
    if (start_skew_ns === null || write_phase_ns === null || write_phase_ns === 0) continue;
    const share = start_skew_ns / write_phase_ns;
    const own = shares.get(cell_id);
    if (own) own.push(share);
    else shares.set(cell_id, [share]);
  }
  return new Map([...shares].map(([cell_id, own]) => [cell_id, median(own)]));
}

// The probe takes the fastest of a few passes, so what stops it for a moment does not count, only what slows
// the core itself: heat, power saving, a neighbour on the same core. On two cores shared with seven busy
// processes its middle four fifths spanned 1 to 5 % of its median, and alone under 1 %.
const MOST_PROBE_SPREAD = 0.1;
const MOST_PROBE_DRIFT = 0.05;
const FEWEST_PROBES = 9;

export const noisyMachine: WarningRule = ({ records }) => {
  const probes_ns = measured(records, ({ probe_ns }) => probe_ns);
  if (probes_ns.length < FEWEST_PROBES) return [];
  const sorted = ascending(probes_ns);
  const span = quantileSorted(sorted, 0.9) - quantileSorted(sorted, 0.1);
  const spread = span / median(probes_ns);
  if (!(spread > MOST_PROBE_SPREAD)) return [];
  return [
    {
      code: 'noisy_machine',
      what: `a fixed computation before each repetition varied by ${percent(spread)} of its median`,
      cause: 'something else used the cores, or they changed their speed',
      remedy:
        'close other programs, fix the clock rate of the processor, and execute the study again',
      cells: [],
    },
  ];
};

export const driftingMachine: WarningRule = ({ records }) => {
  const inTime = records.toSorted((left, right) => compare(left.started_at, right.started_at));
  const probes_ns = measured(inTime, ({ probe_ns }) => probe_ns);
  if (probes_ns.length < FEWEST_PROBES) return [];
  const third = Math.floor(probes_ns.length / 3);
  const [first, last] = [median(probes_ns.slice(0, third)), median(probes_ns.slice(-third))];
  const drift = last / first - 1;
  if (!(Math.abs(drift) > MOST_PROBE_DRIFT)) return [];
  return [
    {
      code: 'drifting_machine',
      what: `a fixed computation took ${percent(Math.abs(drift))} ${drift > 0 ? 'longer' : 'less'} in the last third of the study than in the first`,
      cause: 'the machine became slower or faster meanwhile, as by heat or by what else it did',
      remedy:
        'cells are interleaved, so they compare with each other; execute the study again before you compare it with others',
      cells: [],
    },
  ];
};

export const loadedMachine: WarningRule = ({ manifest, facts: { cores } }) => {
  const loads = [manifest, ...manifest.resumptions].flatMap(
    ({ load_before }) => load_before?.[0] ?? [],
  );
  const load = Math.max(0, ...loads);
  if (cores === null || load <= cores) return [];
  return [
    {
      code: 'loaded_machine',
      what: `a load of ${grouped(load)} on ${counted(cores, 'core')} before the study began`,
      cause: 'other programs were using all cores already',
      remedy: 'wait until other programs have ended, and execute the study again',
      cells: [],
    },
  ];
};

/** ISO 8601 in UTC sorts as text. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
