import { describe, expect, it } from 'vitest';
import { CONFORMANCE_AREAS } from '../../../src/sessions/conformance/conformance-case.js';
import { conformanceCases } from '../../../src/sessions/conformance/registry.js';
import { runConformance } from '../../../src/sessions/conformance/run-conformance.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { STORE_METHODS } from '../../../src/sessions/operations/registry.js';
import type { SessionStore, SyncSessionStore } from '../../../src/sessions/store.js';

const cases = conformanceCases.slice(0, 3);

/** Answers later, by messages of its own and in objects without a prototype. */
function asynchronous(store: SyncSessionStore): SessionStore {
  const methods = STORE_METHODS.map((method) => {
    const call = store[method] as (args: unknown) => object;
    return [method, (args: unknown) => Promise.resolve(bare(call(args)))];
  });
  return { ...Object.fromEntries(methods), close: () => Promise.resolve() } as SessionStore;
}

function bare(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) => {
    if (key === 'message') return 'something';
    const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
    return isObject ? Object.assign(Object.create(null) as object, part) : part;
  });
}

describe('conformanceCases', () => {
  it('are sentences, each of them once', () => {
    const names = conformanceCases.map(({ name, area }) => `${area}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('cover every area', () => {
    const covered = new Set(conformanceCases.map(({ area }) => area));
    expect([...covered].toSorted()).toEqual([...CONFORMANCE_AREAS].toSorted());
  });
});

describe('runConformance', () => {
  it('passes a store that keeps every sentence', async () => {
    const { verdict, counts, results } = await runConformance(createMemoryStore);
    expect(results.filter((result) => result.verdict !== 'PASS')).toEqual([]);
    expect([verdict, counts.PASS]).toEqual(['PASS', conformanceCases.length]);
  });

  it('passes a store that answers later and in words of its own', async () => {
    const report = await runConformance((controls) => asynchronous(createMemoryStore(controls)));
    expect(report.results.filter((result) => result.verdict !== 'PASS')).toEqual([]);
  });

  it('decides nothing about time with a store of a clock of its own', async () => {
    const report = await runConformance(({ processes }) => createMemoryStore({ processes }), {
      takes: ['processes'],
    });
    const timed = conformanceCases.filter(({ needs }) => needs.includes('clock'));
    expect(report.verdict).toBe('UNKNOWN');
    expect(report.counts).toEqual({
      PASS: conformanceCases.length - timed.length,
      UNKNOWN: timed.length,
      FAIL: 0,
    });
    expect(report.results.find(({ verdict }) => verdict === 'UNKNOWN')?.message).toContain('clock');
  });

  it('fails every case of a store that cannot be made, saying why', async () => {
    const { verdict, results } = await runConformance(
      () => {
        throw new Error('no disk');
      },
      { cases },
    );
    expect([verdict, results.length]).toEqual(['FAIL', cases.length]);
    expect(results[0]?.message).toBe('Error: no disk');
  });

  it('tells what was expected and what was seen', async () => {
    const { results } = await runConformance(
      (controls) => {
        const store = createMemoryStore(controls);
        return { ...store, inspectLease: () => ({ ok: true, value: undefined as never }) };
      },
      { cases },
    );
    expect(results[0]?.message).toMatch(/^ConformanceFailure: the lease: expected \{.*saw what is/);
  });

  it('is UNKNOWN about a store of which nothing was asked', async () => {
    expect((await runConformance(createMemoryStore, { cases: [] })).verdict).toBe('UNKNOWN');
  });

  it('closes every store, also after a failure', async () => {
    const log: string[] = [];
    await runConformance(
      (controls) => {
        log.push('open');
        const store = createMemoryStore(controls);
        const close = () => {
          log.push('close');
        };
        return { ...store, tryClaimLease: () => ({ ok: false, error: refusal }), close };
      },
      { cases },
    );
    expect(log).toEqual(cases.flatMap(() => ['open', 'close']));
  });
});

const refusal = { code: 'StoreBusy', message: 'others hold it' } as const;
