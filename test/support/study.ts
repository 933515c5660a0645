// A small complete study, with whatever a test changes about it.

import { PLAIN_TERMS } from '../../src/coordinator/exchange/terms.js';
import type { Study, StudyConfiguration } from '../../src/coordinator/study.js';
import { NO_FAULTS } from '../../src/coordinator/study.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';

export function buildStudy(changes: Partial<Study> = {}): Study {
  return {
    study: 'test',
    strategies: ['lww', 'transactional', 'crdt'].map((name) => ({ type: 'built_in', name })),
    workloads: ['clean_merge'],
    agents: [2],
    threads: [{ type: 'count', count: 2 }],
    writes_per_agent: 10,
    rounds: 1,
    topologies: ['mesh'],
    exchanges: ['batch'],
    faults: [NO_FAULTS],
    runs: 1,
    warmup: 0,
    seed: 1,
    model: { type: 'stub', latency_ms: 0 },
    mixed: DEFAULT_MIXED,
    log_file: null,
    git: null,
    terms: PLAIN_TERMS,
    timeout_ms: 30_000,
    heap_limit_mb: null,
    memory_check: 'refuse',
    ...changes,
  };
}

export function buildConfiguration(changes: Partial<StudyConfiguration> = {}): StudyConfiguration {
  return {
    ...buildStudy(),
    isolate: 'none',
    deadline_ms: 60_000,
    blobs: 'discard',
    expect: {},
    thresholds: [],
    ...changes,
  };
}
