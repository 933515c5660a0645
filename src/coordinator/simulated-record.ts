// A simulation has no clock: what happened when is drawn from a seed. How long the engine took to compute it
// is nobody's measurement, so a record of one has no times, and equal seeds have equal records.

import type { RepetitionRecord } from '../results/record.js';
import { UNMEASURED } from './unmeasured.js';

type Key = keyof RepetitionRecord & keyof typeof UNMEASURED;

const TIMED = (Object.keys(UNMEASURED) as Key[]).filter(isTimed);

export function withoutTimes(record: RepetitionRecord): RepetitionRecord {
  const blanks = Object.fromEntries(TIMED.map((key) => [key, UNMEASURED[key]]));
  return { ...record, ...blanks, probe_ns: null };
}

/** Times, what is computed from times, and what the rest of the process has a share in. */
function isTimed(key: Key): boolean {
  const others = [
    'writes_per_second',
    'turns_per_second',
    'overlap_ratio',
    'parallel_efficiency',
    'gc_count',
    'peak_heap_bytes',
    'peak_external_bytes',
    'peak_rss_bytes',
    'histograms',
  ];
  return key.endsWith('_ns') || others.includes(key);
}
