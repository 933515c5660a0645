// What is read off a race for sessions: what the calls of a store cost, and how much agents stood in each
// other's way.

import { column, cost, damage, percentile, type Metric } from './metric-kind.js';

/** Calls of a store take microseconds, where merging takes milliseconds. */
const call = { ...cost, unit: 'ns', shown_in: 'us' } as const;

export const SESSION_COSTS = [
  {
    ...call,
    name: 'claim_p50_ns',
    label: 'claim p50',
    source: percentile('claim', 'p50_ns'),
  },
  {
    ...call,
    name: 'claim_p99_ns',
    label: 'claim p99',
    source: percentile('claim', 'p99_ns'),
  },
  {
    ...call,
    name: 'commit_p50_ns',
    label: 'commit p50',
    source: percentile('commit', 'p50_ns'),
  },
  {
    ...call,
    name: 'commit_p99_ns',
    label: 'commit p99',
    source: percentile('commit', 'p99_ns'),
  },
  {
    ...call,
    name: 'ingress_p99_ns',
    label: 'ingress p99',
    source: percentile('ingress', 'p99_ns'),
    fitted: false,
  },
  {
    ...call,
    name: 'reclaim_p99_ns',
    label: 'reclaim p99',
    source: percentile('reclaim', 'p99_ns'),
    fitted: false,
  },
  {
    ...cost,
    name: 'turns_per_second',
    label: 'turns',
    unit: 'per_second',
    source: column('turns_per_second'),
    better: 'higher',
    fitted: false,
  },
] as const satisfies readonly Metric[];

/** How much of it there is, is no merit and no fault: the typical repetition is shown, not the worst. */
const contention = { ...damage, better: 'neither', fold: 'median' } as const;

export const SESSION_COUNTS = [
  {
    ...contention,
    name: 'contended_attempts',
    label: 'contended attempts',
    source: column('contended_attempts'),
  },
  { ...contention, name: 'rejections', label: 'rejected calls', source: column('rejections') },
  {
    ...contention,
    name: 'leases_reclaimed',
    label: 'leases reclaimed',
    source: column('leases_reclaimed'),
  },
] as const satisfies readonly Metric[];
