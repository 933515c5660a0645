import { describe, expect, it } from 'vitest';
import { studyFacts } from '../../../src/results/analysis/study-facts.js';
import { buildManifest } from '../../../src/results/manifest.js';
import type { ManifestParts } from '../../../src/results/manifest.js';
import { buildParts } from '../build-manifest.js';

const STUDY = {
  strategies: [
    { type: 'built_in', name: 'lww' },
    { type: 'plugin', url: 'file:///mine.js' },
  ],
  workloads: ['mixed'],
  topologies: ['mesh'],
  exchanges: ['batch'],
  faults: ['none', 'drop=10%'],
  agents: [8, 2],
  threads: [
    { type: 'auto' },
    { type: 'count', count: 2 },
    { type: 'per_agent' },
    { type: 'inline' },
    { type: 'simulated' },
  ],
  runs: 20,
  warmup: 1,
  log_file: null,
  model: { type: 'stub', latency_ms: 5 },
  expect: { lww: 'pass' },
};

function factsOf(changes: Partial<ManifestParts>) {
  return studyFacts(buildManifest(buildParts(changes)));
}

describe('studyFacts', () => {
  it('reads the grid as it was asked for', () => {
    expect(factsOf({ study: STUDY })).toMatchObject({
      grid: {
        strategies: ['lww', 'file:///mine.js'],
        workloads: ['mixed'],
        topologies: ['mesh'],
        exchanges: ['batch'],
        faults: ['none', 'drop=10%'],
        agents: [8, 2],
        threads: ['auto', '2', 'agents', 'inline', '0'],
      },
      ...{ runs: 20, warmup: 1, log_file: null, model_latency_ms: 5 },
      expect: new Map([['lww', 'pass']]),
    });
  });

  it('reads what the machine has, and the quota where that is less', () => {
    expect(
      factsOf({
        environment: { cores: 8, cgroup_cpu_quota_cores: 1.5 },
        harness_cost: { clock_ns: 38 },
      }),
    ).toMatchObject({ cores: 1.5, clock_ns: 38 });
    expect(factsOf({ environment: { cores: 8, cgroup_cpu_quota_cores: null } }).cores).toBe(8);
  });

  it('knows nothing of an empty manifest, and does not fail', () => {
    expect(factsOf({ study: {}, environment: {}, harness_cost: {} })).toEqual({
      grid: {
        ...{ strategies: [], workloads: [], topologies: [] },
        ...{ exchanges: [], faults: [], agents: [], threads: [] },
      },
      ...{ session_stores: [], runs: null, warmup: null, log_file: null, model_latency_ms: null },
      expect: new Map(),
      ...{ cores: null, clock_ns: null },
    });
  });

  it.each([
    ['numbers as text', { runs: '20', warmup: -1, agents: ['2'] }],
    ['other shapes', { strategies: 'lww', threads: [7], model: 3, workloads: [null] }],
    [
      'a model of the user, which has a latency of its own',
      { model: { type: 'plugin', url: 'x' } },
    ],
  ])('takes %s for not known', (_, study) => {
    const { grid, runs, warmup, model_latency_ms } = factsOf({ study });
    expect({ ...grid, runs, warmup, model_latency_ms }).toEqual({
      ...{ strategies: [], workloads: [], topologies: [] },
      ...{ exchanges: [], faults: [], agents: [], threads: [] },
      ...{ runs: null, warmup: null, model_latency_ms: null },
    });
  });

  it('takes the expectations that are some, whatever their names, and no others', () => {
    const expectations: unknown = JSON.parse(
      '{"lww":"pass","crdt":"maybe","constructor":"fail","toString":7}',
    );
    expect([...factsOf({ study: { expect: expectations } }).expect]).toEqual([
      ['lww', 'pass'],
      ['constructor', 'fail'],
    ]);
    expect(factsOf({ study: { expect: ['pass'] } }).expect.size).toBe(0);
  });
});
