import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExecutedRepetition } from '../../src/coordinator/executed-repetition.js';
import { executeStudy } from '../../src/coordinator/execute.js';
import type { Study } from '../../src/coordinator/study.js';
import { buildStudy } from '../support/study.js';

const FAULTY = new URL('../fixtures/strategies/faulty.mjs', import.meta.url);

async function execute(study: Study, signal = new AbortController().signal) {
  const executed: ExecutedRepetition[] = [];
  await executeStudy(study, { repetitionEnds: (one) => executed.push(one) }, signal);
  return executed;
}

async function outcomeOfFaulty(way: string, settings: Partial<Study> = {}) {
  const url = `${FAULTY.href}?${encodeURIComponent(way)}`;
  const study = buildStudy({ strategies: [{ type: 'plugin', url }], agents: [4], ...settings });
  const [executed] = await execute(study);
  return executed?.outcome;
}

describe('a worker that fails', () => {
  it('is tested with a fixture that exists', () => {
    expect(existsSync(fileURLToPath(FAULTY))).toBe(true);
  });

  it.each([
    ['throws', 'crashed', 'import: the agent threw on purpose'],
    ['throws a string', 'crashed', 'import: a string, as WASM engines throw them'],
    ['exits', 'crashed', 'import: '],
    ['reads a function', 'crashed', 'could not be cloned'],
  ])('that %s ends as %s with the reason', async (way, status, reason) => {
    expect(await outcomeOfFaulty(way)).toMatchObject({
      status,
      reason: expect.stringContaining(reason) as string,
    });
  });

  it.each(['hangs', 'never answers'])('that %s ends as a timeout', async (way) => {
    expect(await outcomeOfFaulty(way, { timeout_ms: 1_500 })).toMatchObject({
      status: 'timeout',
      reason: expect.stringContaining('no answer to import in 1500 ms') as string,
    });
  });

  it('that runs out of memory ends as oom', async () => {
    const outcome = await outcomeOfFaulty('runs out of memory', { heap_limit_mb: 48 });
    expect(outcome).toMatchObject({ status: 'oom' });
  });

  it('lets the next cell run as if nothing had happened', async () => {
    const url = `${FAULTY.href}?exits`;
    const strategies = [
      { type: 'plugin', url },
      { type: 'built_in', name: 'crdt' },
    ] as const;
    const executed = await execute(buildStudy({ strategies, agents: [4] }));
    expect(executed.map(({ outcome }) => outcome.status)).toEqual(['crashed', 'ok']);
  });

  it('leaves no thread behind', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    await outcomeOfFaulty('hangs', { timeout_ms: 1_000 });
    const after = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    expect(after).toBeLessThanOrEqual(before);
  });
});

describe('many threads', () => {
  it('share one listener on the signal that can interrupt them', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const strategies = [{ type: 'built_in', name: 'lww' }] as const;
    const threads = [{ type: 'count', count: 12 }] as const;
    await execute(buildStudy({ strategies, threads, agents: [12] }));
    // Warnings are emitted on the next tick.
    await new Promise(setImmediate);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('an interrupt', () => {
  it('ends the repetition under way as interrupted and starts no other', async () => {
    const controller = new AbortController();
    const url = `${FAULTY.href}?hangs`;
    const strategies = [
      { type: 'plugin', url },
      { type: 'built_in', name: 'crdt' },
    ] as const;
    const executed: ExecutedRepetition[] = [];
    const listener = {
      cellStarts: () => {
        setImmediate(() => {
          controller.abort();
        });
      },
      repetitionEnds: (one: ExecutedRepetition) => executed.push(one),
    };
    await executeStudy(buildStudy({ strategies, agents: [4] }), listener, controller.signal);
    expect(executed.map(({ outcome }) => outcome.status)).toEqual(['interrupted']);
  });
});
