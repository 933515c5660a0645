// What flags, a study file and defaults come to together.

import { PLAIN_TERMS } from '../../../src/coordinator/exchange/terms.js';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configurationFrom, studyFromFlags } from '../../../src/cli/study-options.js';
import { cellsOf } from '../../../src/coordinator/study.js';
import { visitCountOf } from '../../../src/coordinator/plan.js';
import { strategyFile } from '../support/mergestorm.js';
import {
  configurationOf,
  FILE_NAME,
  refusalBy,
  refusalOf,
  writeStudyFile,
} from '../support/study-files.js';

const BUILT_IN = ['lww', 'transactional', 'crdt'].map((name) => ({ type: 'built_in', name }));

describe('the default study', () => {
  it('is three strategies on three workloads, from 2 to 64 agents, three times', () => {
    const configuration = configurationFrom({}, undefined);
    expect(configuration).toEqual({
      study: 'default',
      strategies: BUILT_IN,
      workloads: ['clean_merge', 'semantic_conflict', 'mixed'],
      topologies: ['mesh'],
      exchanges: ['batch'],
      faults: ['none'],
      terms: PLAIN_TERMS,
      git: null,
      agents: [2, 4, 8, 16, 32, 64],
      threads: [{ type: 'auto' }],
      writes_per_agent: 10,
      rounds: 1,
      runs: 3,
      warmup: 1,
      seed: 1,
      model: { type: 'stub', latency_ms: 0 },
      mixed: studyFromFlags('run', {}, 'refuse').mixed,
      log_file: null,
      timeout_ms: 600_000,
      heap_limit_mb: null,
      memory_check: 'refuse',
      isolate: 'process',
      deadline_ms: 1_800_000,
      blobs: 'discard',
      expect: {},
      thresholds: [],
    });
    expect([cellsOf(configuration).length, visitCountOf(configuration)]).toEqual([54, 162]);
  });

  it('is frozen all the way down', () => {
    const configuration = configurationFrom({}, undefined);
    const parts: readonly object[] = [
      configuration,
      configuration.agents,
      configuration.strategies[0] ?? {},
      configuration.mixed.kind_weights,
      configuration.expect,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });
});

describe('flags', () => {
  it('say all that a study file can say', () => {
    const typed = {
      name: 'night',
      strategy: 'lww,crdt',
      workload: 'mixed,log,git',
      agents: '2, 16',
      threads: '0,1,auto,agents,inline',
      writes: '5',
      rounds: '2',
      topology: 'mesh,gossip',
      exchange: 'pairwise,batch',
      faults: 'drop=10%,delay=5%:passes=2; none ;swarm',
      blobs: 'full',
      'fan-out': '3',
      envelope: 'off',
      'max-heal-rounds': '0',
      staleness: '1',
      rate: '.5',
      arrivals: 'poisson',
      repo: '/repo',
      days: '7',
      hot: '0',
      causality: 'ancestry',
      commit: 'a'.repeat(40),
      'conflict-share': '0.25',
      'hot-fields': '2',
      mergeable: '.75',
      runs: '7',
      warmup: '0',
      seed: '-3',
      log: 'x.jsonl',
      'model-latency': '.5',
      kinds: '0,1,2.5',
      fields: '3',
      overlap: '1',
      'value-chars': '99',
      timeout: '10',
      'thread-heap': '64',
      isolate: 'none',
      deadline: '60',
      'keep-blobs': true,
      expect: 'lww=pass, crdt=fail',
      threshold: ['import:p99<5ms', 'writes_lost:max<=0'],
      force: true,
    };
    const file = `
study: night
strategies: [lww, crdt]
workloads: [mixed, log, git]
agents: [2, 16]
threads: [0, 1, auto, agents, inline]
writes_per_agent: 5
rounds: 2
topologies: [mesh, gossip]
exchanges: [pairwise, batch]
faults: ['drop=10%,delay=5%:passes=2', none, swarm]
blob_scope: full
fan_out: 3
envelope: 'off'
max_heal_rounds: 0
staleness: 1
rate: 0.5
arrivals: poisson
repo: /repo
git_days: 7
git_hot: 0
git_causality: ancestry
git_commit: ${'a'.repeat(40)}
runs: 7
warmup: 0
seed: -3
log: /x.jsonl
model_latency_ms: 0.5
mixed:
  kind_weights: { scalar: 0, grow_set: 1, append_text: 2.5 }
  fields_per_kind: 3
  element_overlap: 1
  value_chars: 99
  conflict_share: 0.25
  hot_fields: 2
  mergeable_ratio: 0.75
timeout_s: 10
thread_heap_mb: 64
isolate: none
deadline_s: 60
blobs: keep
expect: { lww: pass, crdt: fail }
thresholds: ['import:p99<5ms', 'writes_lost:max<=0']
`;
    const fromFile = { ...configurationOf(file), log_file: 'x.jsonl', memory_check: 'skip' };
    expect(configurationFrom(typed, undefined)).toEqual(fromFile);
  });

  it('win over the file, one by one, and the file wins over defaults', () => {
    const file = 'agents: [2, 4]\nruns: 5\nmixed: { field_skew: 2, value_chars: 50 }';
    expect(
      configurationOf(file, { agents: '8', skew: '0.5', threshold: 'writes_lost:max<=0' }),
    ).toMatchObject({
      agents: [8],
      runs: 5,
      warmup: 1,
      mixed: { field_skew: 0.5, value_chars: 50, fields_per_kind: 8 },
      thresholds: ['writes_lost:max<=0'],
    });
  });

  it('replace a model of the file by a latency, and the other way round', () => {
    const { path, folder } = writeStudyFile('model: ./own.mjs');
    const module = join(folder, 'own.mjs');
    writeFileSync(module, '');
    const { model } = configurationFrom({ 'model-latency': '5' }, path);
    expect(model).toEqual({ type: 'stub', latency_ms: 5 });
    const replaced = configurationOf('model_latency_ms: 5', { model: module });
    expect(replaced.model).toEqual({ type: 'plugin', url: pathToFileURL(module).href });
  });

  it('leave unused what the file says of what they replace', () => {
    const { log_file } = configurationOf('workloads: log\nlog: x.jsonl', { workload: 'mixed' });
    expect(log_file).toBeNull();
    const { expect: expected } = configurationOf('expect: { lww: fail, crdt: pass }', {
      strategy: 'crdt',
    });
    expect(expected).toEqual({ crdt: 'pass' });
  });

  it.each([
    [{ log: 'x.jsonl' }, 'workloads: mixed', '--log "x.jsonl": add log to --workload'],
    [
      { workload: 'mixed,log' },
      '{}',
      '--workload "mixed,log": "log": name the write log with --log',
    ],
    [{ expect: 'lww=pass' }, 'strategies: crdt', '--expect "lww=pass": choose from crdt'],
    [{ agents: 'abc' }, '{}', '--agents "abc": give a whole number'],
    [{ agents: '2,x,4' }, '{}', '--agents "2,x,4": "x": give a whole number'],
    [{ threshold: ['writes_lost:max<=0', 'x'] }, '{}', '--threshold "x": write it as'],
    [{ isolate: 'proces' }, '{}', '--isolate "proces": did you mean process?'],
    [{ name: '..' }, '{}', '--name "..": give a name of letters'],
    [{ deadline: '0' }, '{}', '--deadline "0": give a whole number from 1 to'],
    [{ expect: '__proto__=pass' }, '{}', '--expect "__proto__=pass": '],
  ])('%j are blamed for what they say, whatever the file says', (typed, file, message) => {
    expect(refusalOf(file, typed)).toEqual([64, expect.stringContaining(`bad value: ${message}`)]);
  });

  it('are not blamed for what the file says', () => {
    expect(refusalOf('agents: abc', { agents: '2' })).toEqual([
      64,
      expect.stringContaining(`bad study file: ${FILE_NAME}:1:9: agents: `),
    ]);
  });

  it('name modules relative to the working directory', () => {
    const typed = { strategy: 'test/fixtures/strategies/grow-only.mjs' };
    expect(configurationFrom(typed, undefined).strategies).toEqual([
      { type: 'plugin', url: pathToFileURL(resolve(typed.strategy)).href },
    ]);
    expect(refusalBy(() => configurationFrom({ strategy: 'crdt,./no.mjs' }, undefined))).toEqual([
      66,
      expect.stringMatching(
        /^plug-in not found: --strategy "crdt,.\/no.mjs": "\.\/no\.mjs": there/,
      ),
    ]);
  });

  it('may expect anything of plug-ins, whose names are not known yet', () => {
    const typed = { strategy: strategyFile('grow-only'), expect: 'grow-only=fail' };
    expect(configurationFrom(typed, undefined).expect).toEqual({ 'grow-only': 'fail' });
  });
});

describe('a grid', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('may be large, and is refused where it is too large for anyone', () => {
    const agents = numbers(1_000).join();
    const wide = { agents, threads: numbers(11).join(), strategy: 'lww', workload: 'mixed' };
    expect(cellsOf(configurationFrom(wide, undefined))).toHaveLength(11_000);
    const wider = { ...wide, threads: numbers(101).join() };
    expect(refusalBy(() => configurationFrom(wider, undefined))).toEqual([
      64,
      'study too large: 101000 cells: give shorter lists: 100000 cells are the most',
    ]);
    const longer = { agents: numbers(1_001).join() };
    expect(refusalBy(() => configurationFrom(longer, undefined))?.[1]).toContain(
      'give 1000 at most',
    );
  });
});
