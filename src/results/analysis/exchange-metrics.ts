// What is read off a cell whose blobs do not reach everyone at once, or whose writes fall due by a clock.

import { column, cost, damage, percentile, type Metric } from './metric-kind.js';

/** Of an exchange that does not reach everyone at once. */
const step = { ...cost, unit: 'count', fitted: false, shown: 'where_varied' } as const;

export const EXCHANGE_COSTS = [
  {
    ...cost,
    name: 'messages',
    label: 'messages',
    unit: 'count',
    source: column('messages'),
    fitted: false,
  },
  {
    ...cost,
    name: 'redundancy',
    label: 'bytes delivered over bytes needed',
    unit: 'ratio',
    source: column('redundancy'),
    fitted: false,
    shown: 'where_varied',
  },
  {
    ...step,
    name: 'exchange_rounds',
    label: 'passes to convergence',
    source: column('exchange_rounds'),
  },
  { ...step, name: 'heal_rounds', label: 'passes of the heal', source: column('heal_rounds') },
  {
    ...cost,
    name: 'heal_ns',
    label: 'recovery time',
    unit: 'ns',
    source: column('heal_ns'),
    floor: 1_000_000,
  },
  {
    ...cost,
    name: 'response_p50_ns',
    label: 'write p50 from its intended time',
    unit: 'ns',
    source: percentile('response', 'p50_ns'),
    fitted: false,
  },
  {
    ...cost,
    name: 'response_p99_ns',
    label: 'write p99 from its intended time',
    unit: 'ns',
    source: percentile('response', 'p99_ns'),
    fitted: false,
  },
  {
    ...cost,
    name: 'visibility_p50_ns',
    label: 'visible at another replica p50',
    unit: 'ns',
    source: percentile('visibility', 'p50_ns'),
  },
  {
    ...cost,
    name: 'visibility_p99_ns',
    label: 'visible at another replica p99',
    unit: 'ns',
    source: percentile('visibility', 'p99_ns'),
  },
  {
    ...cost,
    name: 'visibility_all_p99_ns',
    label: 'visible at all replicas p99',
    unit: 'ns',
    source: percentile('visibility_all', 'p99_ns'),
  },
] as const satisfies readonly Metric[];

export const EXCHANGE_COUNTS = [
  {
    ...damage,
    name: 'blobs_rejected',
    label: 'blobs rejected',
    source: column('blobs_rejected'),
    better: 'neither',
    shown: 'where_varied',
  },
  {
    ...damage,
    name: 'writes_unissued',
    label: 'writes not issued in time',
    source: column('writes_unissued'),
    shown: 'where_varied',
  },
  {
    ...cost,
    name: 'conflict_share',
    label: 'share of writes in conflict',
    unit: 'ratio',
    source: column('conflict_share'),
    better: 'neither',
    fitted: false,
    shown: 'where_varied',
  },
] as const satisfies readonly Metric[];
