import type { ManifestParts } from '../../src/results/manifest.js';

export function buildParts(changes: Partial<ManifestParts> = {}): ManifestParts {
  return {
    tool: { version: '0.1.0', commit: null },
    argv: ['run', '--agents', '2'],
    study: { study: 'quick', agents: [2], log_file: null },
    seed: 1,
    environment: { cores: 2 },
    harness_cost: { clock_ns: 38.5 },
    started_at: new Date(0),
    ended_at: null,
    load_before: [0.5, 0.25, 0.125],
    load_after: null,
    ...changes,
  };
}
