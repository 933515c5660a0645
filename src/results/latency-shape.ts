// What the record's schema says of the latency columns.

import { z } from 'zod';
import { columnsOf, type LatencyPhase } from './latency-columns.js';

const count = z.int().nonnegative().nullable();
const nanoseconds = z.number().nonnegative().nullable();

/** In the order of the contract. */
export const latencyShape = {
  ...shapeOf('apply'),
  ...shapeOf('response'),
  ...shapeOf('export'),
  ...shapeOf('import'),
  ...shapeOf('read'),
  ...shapeOf('visibility'),
  ...shapeOf('visibility_all'),
};

function shapeOf<P extends LatencyPhase>(phase: P) {
  return columnsOf(phase, (statistic) => (statistic === 'count' ? count : nanoseconds));
}
