import { describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../src/cli/study-options.js';
import { parseStoredConfiguration } from '../../../src/coordinator/configuration/stored.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import { UserError } from '../../../src/model/problem.js';

const STUDY = configurationFrom({}, undefined);

const RICH: StudyConfiguration = {
  ...STUDY,
  strategies: [
    { type: 'built_in', name: 'crdt' },
    { type: 'plugin', url: 'file:///home/me/own.mjs?x' },
  ],
  workloads: ['log'],
  log_file: 'x.jsonl',
  threads: [
    { type: 'count', count: 2 },
    { type: 'auto' },
    { type: 'inline' },
    { type: 'per_agent' },
  ],
  model: { type: 'plugin', url: 'file:///home/me/model.mjs' },
  expect: { own: 'fail' },
  thresholds: ['import:p99<5ms'],
  heap_limit_mb: 64,
  isolate: 'none',
  blobs: 'keep',
  memory_check: 'skip',
};

/** As a manifest on disk has it. */
const stored = (study: object): unknown => JSON.parse(JSON.stringify(study));

function refusalOf(json: unknown): readonly [code: number, message: string] | null {
  try {
    parseStoredConfiguration(json);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return [thrown.exit_code, thrown.message];
  }
}

describe('the resolved study of a manifest', () => {
  it.each([STUDY, RICH])('is read back as it was written, frozen', (study) => {
    const again = parseStoredConfiguration(stored(study));
    expect(again).toEqual(study);
    expect([again, again.strategies[0], again.mixed.kind_weights].every(Object.isFrozen)).toBe(
      true,
    );
  });

  it.each(Object.keys(STUDY))('is refused without its %s', (key) => {
    const { [key]: removed, ...rest } = stored(STUDY) as Record<string, unknown>;
    expect(removed).toBeDefined();
    expect(refusalOf(rest)).toEqual([
      65,
      expect.stringContaining(`study cannot be resumed: manifest.json.study.${key}: `),
    ]);
  });

  it.each<readonly [what: string, change: object, path: string]>([
    ['a key it does not know', { rubbish: 1 }, ''],
    ['a strategy that is none', { strategies: [{ type: 'built_in', name: 'x' }] }, '.strategies.0'],
    ['a list with nothing in it', { agents: [] }, '.agents'],
    ['an entry given twice', { agents: [2, 2] }, '.agents'],
    ['a number as text', { runs: '3' }, '.runs'],
    ['a number that is not whole', { seed: 1.5 }, '.seed'],
    ['a number out of range', { agents: [0] }, '.agents.0'],
    ['a number that JSON lost', { deadline_ms: null }, '.deadline_ms'],
    ['a name that leads elsewhere', { study: '../x' }, '.study'],
    ['a workload that is none', { workloads: ['constructor'] }, '.workloads.0'],
    ['threads of no kind', { threads: [{ type: 'some' }] }, '.threads.0'],
    ['a weight too few', { mixed: { ...STUDY.mixed, kind_weights: { scalar: 1 } } }, '.mixed'],
    [
      'code out of the folder',
      { model: { type: 'plugin', url: 'data:text/javascript,0' } },
      '.model',
    ],
    ['code from elsewhere', { model: { type: 'plugin', url: 'https://x/y.mjs' } }, '.model'],
    ['code of a host', { model: { type: 'plugin', url: 'file://host/y.mjs' } }, '.model'],
    ['a threshold without end', { thresholds: ['x'.repeat(5_000)] }, '.thresholds.0'],
  ])('is refused with %s', (_, change, path) => {
    const [code, message] = refusalOf(stored({ ...STUDY, ...change })) ?? [];
    expect(code).toBe(65);
    expect(message).toContain(`study cannot be resumed: manifest.json.study${path}`);
    expect(message).toMatch(/: start a new study$/);
  });

  it.each([null, [], 'study', 3, {}])('is refused where it is %j', (json) => {
    expect(refusalOf(json)?.[0]).toBe(65);
  });

  it('takes nothing for its own that only looks like it', () => {
    const json: unknown = JSON.parse('{"__proto__": {"runs": 3}}');
    expect(refusalOf(json)?.[0]).toBe(65);
  });
});
