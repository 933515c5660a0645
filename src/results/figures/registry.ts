// Every figure of a results folder, in the order of a reader's questions. One line adds one.

import { curvesOf } from './curves.js';
import type { Figure } from './figure.js';
import { percentilesOf } from './percentiles.js';
import { PHASE_SHARES, PHASE_TIMES } from './phases.js';
import { RECOVERY } from './recovery.js';
import { SESSION_FIGURES } from './sessions.js';
import { TOPOLOGY_COSTS, TOPOLOGY_PASSES } from './topologies.js';

export const FIGURES: readonly Figure[] = [
  curvesOf('converge_ns', 'converge'),
  curvesOf('import_p50_ns', 'merge-p50'),
  curvesOf('import_p99_ns', 'merge-p99'),
  curvesOf('bytes_exchanged', 'bytes-exchanged'),
  curvesOf('peak_memory_bytes', 'peak-memory'),
  curvesOf('writes_lost', 'loss'),
  curvesOf('writes_arbitrated', 'arbitration'),
  curvesOf('escalations', 'escalations'),
  TOPOLOGY_COSTS,
  TOPOLOGY_PASSES,
  RECOVERY,
  percentilesOf('import', 'Merge', 'merge-percentiles'),
  percentilesOf('visibility', 'Visibility', 'visibility-percentiles'),
  percentilesOf('visibility_all', 'Full visibility', 'full-visibility-percentiles'),
  percentilesOf('response', 'Response', 'response-percentiles'),
  PHASE_TIMES,
  PHASE_SHARES,
  ...SESSION_FIGURES,
];
