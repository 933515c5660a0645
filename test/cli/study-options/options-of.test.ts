import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../src/cli/study-options.js';
import { configurationOf as resolved } from '../../../src/cli/study-options/complete.js';
import type { CompleteOptions } from '../../../src/cli/study-options/defaults.js';
import { STUDY_DEFAULTS } from '../../../src/cli/study-options/defaults.js';
import { optionsOf } from '../../../src/cli/study-options/options-of.js';
import { refusalBy, writeStudyFile } from '../support/study-files.js';

describe('a study that goes on', () => {
  const stored = configurationFrom(
    { agents: '2,4', runs: '9', strategy: 'crdt', force: true },
    undefined,
  );

  it('is what it was where nothing is typed', () => {
    expect(configurationFrom({}, undefined, stored)).toEqual(stored);
  });

  it('differs from what it was in what is typed alone', () => {
    expect(configurationFrom({ runs: '3' }, undefined, stored)).toEqual({ ...stored, runs: 3 });
  });

  it('is what a file says where there is one, and nothing of what it was', () => {
    const { path } = writeStudyFile('agents: 8');
    expect(configurationFrom({}, path, stored)).toEqual(configurationFrom({}, path));
  });

  it('is refused where what is typed cannot go with what it was', () => {
    expect(refusalBy(() => configurationFrom({ expect: 'lww=pass' }, undefined, stored))).toEqual([
      64,
      'bad value: --expect "lww=pass": choose from crdt',
    ]);
  });

  it('is refused where agents are to crash in a race, with why and what to do instead', () => {
    expect(
      refusalBy(() => configurationFrom({ exchange: 'racing', faults: 'crash=1' }, undefined)),
    ).toEqual([
      64,
      'bad value: --faults "crash=1": a replica thrown away in the middle of a race would take along what it was just told: crash agents under --exchange batch or pairwise, or race without crash',
    ]);
  });

  it('is told apart from nothing else, whatever it was: options and study say the same', () => {
    fc.assert(
      fc.property(completeOptions, (options) => {
        const study = resolved(options, 'refuse');
        expect(resolved(optionsOf(study), 'refuse')).toEqual(study);
      }),
    );
  });
});

const distinct = <T>(values: fc.Arbitrary<T>) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 3 });

const completeOptions: fc.Arbitrary<CompleteOptions> = fc
  .record({
    strategies: distinct(fc.constantFrom('lww', 'crdt', './own strategy.mjs', '/a#b?c.mjs')),
    agents: distinct(fc.integer({ min: 1, max: 99 })),
    threads: distinct(fc.constantFrom('auto' as const, 'agents' as const, 'inline' as const, 0, 3)),
    faults: fc.constantFrom<string[]>(['none'], ['none', 'drop=10%', 'swarm']),
    max_heal_rounds: fc.constantFrom('auto' as const, 0, 7),
    rate: fc.option(fc.constant(2.5), { nil: undefined }),
    repo: fc.option(fc.constant('/some/repository'), { nil: undefined }),
    log: fc.option(fc.constant('dir/x.jsonl'), { nil: undefined }),
    model: fc.option(fc.constant('./model.mjs'), { nil: undefined }),
    thread_heap_mb: fc.constantFrom('auto' as const, 64),
    timeout_s: fc.integer({ min: 1, max: 999 }),
    blobs: fc.constantFrom('keep' as const, 'discard' as const),
    thresholds: fc.constantFrom<string[]>([], ['import:p99<5ms']),
  })
  .map((changes) => ({ ...STUDY_DEFAULTS, ...changes }));
