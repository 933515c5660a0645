// What the record's schema says of the latency columns.

import { z } from 'zod';
import { columnsOf, type LatencyPhase } from './latency-columns.js';

const count = z.int().nonnegative().nullable();
const nanoseconds = z.number().nonnegative().nullable();

/** Those of merging, in the order of the contract. */
export const latencyShape = {
  ...shapeOf('apply'),
  ...shapeOf('response'),
  ...shapeOf('export'),
  ...shapeOf('import'),
  ...shapeOf('read'),
  ...shapeOf('visibility'),
  ...shapeOf('visibility_all'),
};

/** Those of session stores, behind all that was there before them. */
export const sessionLatencyShape = {
  ...shapeOf('claim'),
  ...shapeOf('commit'),
  ...shapeOf('ingress'),
  ...shapeOf('reclaim'),
};

function shapeOf<P extends LatencyPhase>(phase: P) {
  return columnsOf(phase, (statistic) => (statistic === 'count' ? count : nanoseconds));
}
