// Every way in which a study file can be wrong: exit code 64, and the line and column to look at.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../src/cli/study-options.js';
import { strategyFile, temporaryFolder } from '../support/mergestorm.js';
import {
  configurationOf,
  FILE_NAME,
  refusalBy,
  refusalOf,
  writeStudyFile,
} from '../support/study-files.js';

const WHOLE = 'give a whole number from 1 to 1000000';

/** What is written, where it is wrong, and what is said. */
const REFUSED: readonly (readonly [content: string, place: string, remedy: string])[] = [
  // Names.
  ['runs: 3\nagnets: 3', '2:1', 'agnets: unknown key, did you mean agents?'],
  ['constructor: 3', '1:1', 'constructor: unknown key, choose from study, strategies,'],
  ['toString: 3', '1:1', 'toString: unknown key, choose from study,'],
  ['mixed: { fild_skew: 1 }', '1:10', 'mixed.fild_skew: unknown key, did you mean field_skew?'],
  ['__proto__: { runs: 3 }', '1:1', 'unknown key "__proto__"'],
  ['mixed: { __proto__: 3 }', '1:10', 'unknown key "__proto__"'],
  ['expect: { __proto__: pass }', '1:11', 'unknown key "__proto__"'],
  ['<<: { runs: 3 }', '1:1', '<<: unknown key, choose from'],
  ['a: &a { runs: 3 }\n<<: *a', '1:1', 'a: unknown key'],
  ['strategies: [crdt, lw]', '1:20', 'strategies: did you mean lww? choose from lww, transac'],
  [
    'strategies: constructor',
    '1:13',
    'choose from lww, transactional, crdt, langgraph, leased, or give the path',
  ],
  ['workloads:\n  - mixd', '2:5', 'workloads: did you mean mixed? choose from clean_merge,'],
  ['topologies: rign', '1:13', 'topologies: did you mean ring? choose from mesh'],
  ['faults: drop', '1:9', 'faults: '],
  ['faults: [none, dorp=10%]', '1:16', 'did you mean drop'],
  ['faults: "drop=0%"', '1:9', 'faults: '],
  ['blob_scope: all', '1:13', 'blob_scope: did you mean full? choose from full, delta'],
  ['max_heal_rounds: never', '1:18', 'max_heal_rounds: give a number or auto'],
  ['git_commit: HEAD', '1:13', 'git_commit: give the full id of a commit'],
  ['exchanges: [batch, bach]', '1:20', 'exchanges: did you mean batch? choose from batch'],
  ['isolate: yes', '1:10', 'isolate: choose from process, none'],
  ['blobs: true', '1:8', 'blobs: choose from keep, discard'],
  ['expect: { crd: pass }', '1:11', 'expect.crd: did you mean crdt? choose from lww'],
  ['expect: { crdt: maybe }', '1:17', 'expect.crdt: give pass or fail'],
  ['thresholds: ["import:p99<5"]', '1:14', 'thresholds: import_p99_ns is a time: give a unit'],
  ['study: ../elsewhere', '1:8', 'study: give a name of letters, digits, dots, dashes'],
  ['study: 123', '1:8', 'study: give a name, in quotes where it looks like a number'],
  // Duplicates.
  ['agents: 2\nruns: 3\nagents: 4', '3:1', '"agents": give it once'],
  ['{"runs": 3, "runs": 4}', '1:13', '"runs": give it once'],
  ['mixed: { field_skew: 1, field_skew: 1 }', '1:25', '"field_skew": give it once'],
  ['agents: [2, 4, 2]', '1:16', 'agents: give 2 once'],
  ['strategies: [crdt, "crdt"]', '1:20', 'strategies: give "crdt" once'],
  // Types and bounds.
  ['agents: [2, x]', '1:13', `agents: ${WHOLE}`],
  ['agents: abc', '1:9', `agents: ${WHOLE}`],
  ['agents: "2"', '1:9', `agents: ${WHOLE}`],
  ['agents: 2.5', '1:9', `agents: ${WHOLE}`],
  ['agents: 0', '1:9', `agents: ${WHOLE}`],
  ['agents: 9007199254740993', '1:9', `agents: ${WHOLE}`],
  ['agents: [[2]]', '1:10', `agents: ${WHOLE}`],
  ['agents: { a: 2 }', '1:9', `agents: ${WHOLE}`],
  ['agents:', '1:8', `agents: ${WHOLE}`],
  ['agents: null', '1:9', `agents: ${WHOLE}`],
  ['agents: []', '1:9', 'agents: give one or more, or leave it out'],
  ['runs: [3]', '1:7', `runs: ${WHOLE}`],
  ['runs: true', '1:7', `runs: ${WHOLE}`],
  ['seed: 2147483648', '1:7', 'seed: give a whole number from -2147483648 to 2147483647'],
  [
    'threads: [auto, atuo]',
    '1:17',
    'threads: give auto, a number (0: simulation), agents or inline',
  ],
  ['threads: [auto, 1025]', '1:17', 'threads: give a whole number from 0 to 1024'],
  ['thread_heap_mb: x', '1:17', 'thread_heap_mb: give a number or auto'],
  ['model_latency_ms: 0.0000001', '1:19', 'model_latency_ms: give a number from 0 to 3600000'],
  ['mixed: 3', '1:8', 'mixed: write names with their values, as in { fields_per_kind: 8 }'],
  ['mixed: { kind_weights: { scalar: 1 } }', '1:24', 'mixed.kind_weights.grow_set: give a number'],
  [
    'mixed: { kind_weights: { scalar: 0, grow_set: 0, append_text: 0 } }',
    '1:24',
    'mixed.kind_weights: give three weights, not all 0',
  ],
  // Numbers that are not what they look like.
  ['agents: 010', '1:9', '"010": write numbers in plain decimals'],
  ['agents: 0o10', '1:9', '"0o10": write numbers in plain decimals'],
  ['agents: 0x10', '1:9', '"0x10": write numbers in plain decimals'],
  ['agents: 1e3', '1:9', '"1e3": write numbers in plain decimals'],
  ['runs: .nan', '1:7', '".nan": write numbers in plain decimals'],
  ['runs: .inf', '1:7', '".inf": write numbers in plain decimals'],
  ['runs: -.Inf', '1:7', '"-.Inf": write numbers in plain decimals'],
  ['runs: NaN', '1:7', `runs: ${WHOLE}`],
  // What does not go together.
  ['log: writes.jsonl', '1:6', 'log: add log to workloads'],
  ['workloads: [mixed, log]', '1:20', 'workloads: name the write log with log'],
  ['model: ./x.mjs\nmodel_latency_ms: 3', '2:19', 'leave it out: a model takes its own time'],
  // The language.
  ['', '1:1', 'it is empty: describe a study'],
  ['# nothing\n', '1:1', 'it is empty: describe a study'],
  ['[]', '1:1', 'write names with their values, as in agents: [2, 4]'],
  ['quick', '1:1', 'write names with their values, as in agents: [2, 4]'],
  ['runs: 1\n---\nruns: 2', '2:1', 'keep one document: remove what begins at this ---'],
  ['%YAML 1.1\n---\nruns: 3', '1:1', 'leave out the %YAML line'],
  ['runs: !!int "5"', '1:13', 'leave out the tag: plain values are enough'],
  ['runs: !!js/function "x"', '1:7', 'leave out the tag: plain values are enough'],
  ['agents: !!set { 2 }', '1:9', 'leave out the tag: plain values are enough'],
  ['agents: *missing', '1:9', 'this alias stands for nothing'],
  ['agents: &a [*a]', '1:12', 'it is nested too deeply'],
  ['? [2]\n: 3', '1:3', 'write keys as plain words'],
  ['2: 3', '1:1', 'write keys as plain words'],
  ['strategies:\n\t- crdt', '2:1', 'indent with spaces, not with tabs'],
  ['{"runs": 3,', '1:12', ''],
  ['a: b: c', '1:4', ''],
];

describe('a study file', () => {
  it.each(REFUSED)('%j is refused at %s: %s', (content, place, remedy) => {
    const [code, message] = refusalOf(content) ?? [];
    expect(code).toBe(64);
    expect(message).toContain(`bad study file: ${FILE_NAME}:${place}: `);
    expect(message).toContain(remedy);
    expect(message).not.toContain('\n');
  });

  it('counts lines as editors do, with any line break and a byte order mark', () => {
    const texts = ['seed: 1\nruns: x', 'seed: 1\r\nruns: x', '\uFEFFseed: 1\nruns: x'];
    expect(texts.map((text) => refusalOf(text)?.[1].split(': ')[1])).toEqual(
      texts.map(() => `${FILE_NAME}:2:7`),
    );
  });

  it('moves no cursor, whatever is written in it or it is called', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a\u001b[2J.yaml');
    writeFileSync(path, '"\\u001b[31m": 3');
    const [, message] = refusalBy(() => configurationFrom({}, path)) ?? [];
    expect(message).toContain('a\\u001b[2J.yaml:1:1: \\u001b[31m: unknown key');
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('a study file that is no text of that size', () => {
  it.each([
    ['no-such.yaml', 'there is no such file'],
    ['folder', 'it is a directory; name the file'],
    [`${'x'.repeat(5_000)}.yaml`, 'there is no such file'],
    [`${FILE_NAME}/below`, 'there is no such file'],
  ])('%.20s ends with exit code 66', (name, remedy) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, FILE_NAME), 'runs: 3');
    const [code, message] =
      refusalBy(() => configurationFrom({}, join(folder, name)), folder) ?? [];
    expect([code, message]).toEqual([66, `cannot read the study file: ${name}: ${remedy}`]);
  });

  it.each([
    ['a device that never ends', '/dev/zero', 'it is larger than 1 MiB'],
    ['binary data', Uint8Array.of(0x72, 0xff, 0xfe), 'it is not UTF-8 text'],
    ['a megabyte and a byte', ' '.repeat(1024 ** 2 + 1), 'it is larger than 1 MiB'],
  ])('%s is refused', (_, content, remedy) => {
    const path = content === '/dev/zero' ? content : writeStudyFile(content).path;
    const [code, message] = refusalBy(() => configurationFrom({}, path)) ?? [];
    expect(code).toBe(64);
    expect(message).toContain(remedy);
  });

  it.each([
    ['brackets', '['.repeat(100_000), 'nested too deeply'],
    ['levels', '- '.repeat(20_000), 'nested too deeply'],
    [
      'keys',
      Array.from({ length: 25_000 }, (_, key) => `k${key}: 1\n`).join(''),
      'more than 20000',
    ],
    ['entries', `agents: [${'2,'.repeat(30_000)}]`, 'more than 20000 values'],
    [
      'aliases of aliases',
      `a: &a [${'1,'.repeat(100)}1]\nb: &b [${'*a,'.repeat(100)}*a]\nc: [${'*b,'.repeat(100)}*b]`,
      'more than 20000 values, aliases included',
    ],
  ])('made of %s is refused before it takes the machine down', (_, content, remedy) => {
    const [code, message] = refusalOf(content) ?? [];
    expect(code).toBe(64);
    expect(message).toContain(remedy);
  });
});

describe('a study file that can be used', () => {
  it('may be YAML or JSON, indented in any way, with a key that names its schema', () => {
    const yaml = configurationOf('agents: [2, 4]\nruns: 5\nmixed: { field_skew: 0.5 }');
    const json = '{\n\t"$schema": "x.json",\n\t"agents": [2, 4], "runs": 5,';
    expect(configurationOf(`${json}\n\t"mixed": { "field_skew": 0.5 }\n}`)).toEqual(yaml);
    expect(yaml).toMatchObject({ agents: [2, 4], runs: 5, mixed: { field_skew: 0.5 } });
  });

  it('may give one value without a list', () => {
    const one =
      'agents: 4\nstrategies: crdt\nworkloads: mixed\nthreads: 2\nthresholds: "import:p99<5ms"';
    const list =
      'agents: [4]\nstrategies: [crdt]\nworkloads: [mixed]\nthreads: [2]\nthresholds: ["import:p99<5ms"]';
    expect(configurationOf(one)).toEqual(configurationOf(list));
    expect(configurationOf(one).thresholds).toEqual(['import:p99<5ms']);
  });

  it('may name a value once and use it again', () => {
    expect(configurationOf('runs: &n 4\nwarmup: *n')).toMatchObject({ runs: 4, warmup: 4 });
  });

  it('names files relative to itself', () => {
    const { path, folder } = writeStudyFile(
      'strategies: [./own.mjs]\nworkloads: log\nlog: logs/team.jsonl\nmodel: model.mjs',
    );
    for (const name of ['own.mjs', 'model.mjs']) writeFileSync(join(folder, name), '');
    expect(configurationFrom({}, path)).toMatchObject({
      strategies: [{ type: 'plugin', url: `file://${folder}/own.mjs` }],
      log_file: join(folder, 'logs/team.jsonl'),
      model: { type: 'plugin', url: `file://${folder}/model.mjs` },
    });
  });

  it('may name files by absolute paths', () => {
    const file = strategyFile('grow-only');
    const { strategies } = configurationOf(`strategies: ${file}`);
    expect(strategies).toEqual([{ type: 'plugin', url: `file://${file}` }]);
  });

  it.each([
    ['strategies: [crdt, ./no.mjs]', '1:20'],
    ['model: no.mjs', '1:8'],
    ['model: .', '1:8'],
  ])('but not a module that is not there: %s', (content, place) => {
    const [code, message] = refusalOf(content) ?? [];
    expect(code).toBe(66);
    expect(message).toContain(`plug-in not found: ${FILE_NAME}:${place}: `);
  });
});
