import { describe, expect, it } from 'vitest';
import { createProcessRunner } from '../../../src/coordinator/visits/process-runner.js';
import { VISIT_PROCESS } from '../../../src/coordinator/visits/visit-child.js';
import type { VisitContext } from '../../../src/coordinator/visits/visit-runner.js';
import { entryFault } from '../../../src/results/study/entry-schema.js';
import { buildContext, isAlive, pluginStudy, poison, runFirst } from './visit-context.js';

async function expectNextToWork(context: VisitContext): Promise<void> {
  const { record } = await runFirst(createProcessRunner(context), context);
  expect(record).toMatchObject({ status: 'ok', note: null });
}

describe('a process that fails', () => {
  it.each([
    ['exits-at-once', 'crashed', 'its process ended without a result, with exit code 3'],
    ['ends-silently', 'crashed', 'its process ended without a result, with exit code 0'],
    ['aborts', 'crashed', 'its process aborted (SIGABRT)'],
    ['reaches-unreachable', 'crashed', 'with exit code 1: RuntimeError: unreachable'],
    [
      'fills-wasm-memory',
      'oom',
      'its process ran out of memory: RangeError: WebAssembly.Memory.grow',
    ],
    ['sends-garbage', 'crashed', 'answered with what is no result: bytes that are no message'],
    ['sends-nonsense', 'crashed', 'answered with what is no result: record.'],
    ['sends-giant', 'crashed', '67108864 is the most'],
    ['is-killed', 'crashed', 'its process was killed from outside (SIGKILL)'],
  ])('because it %s is recorded as %s, and the next visit works', async (name, status, note) => {
    const context = await buildContext();
    const entry = await runFirst(createProcessRunner(context, poison(name)), context);
    expect(entryFault(entry)).toBeNull();
    expect(entry).toMatchObject({ finals: [], evidence: null, blobs: null });
    expect(entry.record).toMatchObject({ status, verdict: 'UNKNOWN', warnings: ['careful'] });
    expect(entry.record.note).toContain(note);
    await expectNextToWork(context);
  });

  it('because its heap is full is recorded as oom', async () => {
    const context = await buildContext();
    const options = poison('fills-heap', { execArgv: ['--max-old-space-size=32'] });
    const { record, stderr_tail } = await runFirst(createProcessRunner(context, options), context);
    expect(record).toMatchObject({ status: 'oom', note: 'its process ran out of heap' });
    expect(stderr_tail).not.toBe('');
    await expectNextToWork(context);
  });

  it.each(['spins', 'never-answers'])(
    'because it %s is killed at the deadline and recorded as a timeout',
    async (name) => {
      const context = await buildContext({ deadline_ms: 400 });
      const { record } = await runFirst(createProcessRunner(context, poison(name)), context);
      const note = 'no result after 400 ms, its process was killed';
      expect(record).toMatchObject({ status: 'timeout', note });
      await expectNextToWork(await buildContext());
    },
  );

  it('is recorded with what it said it was about to execute', async () => {
    const context = await buildContext();
    const options = poison('exits-after-start');
    const { record } = await runFirst(createProcessRunner(context, options), context);
    const start = { agents: 7, threads: 3, rounds: 2, writes_per_agent: 5 };
    expect(record).toMatchObject({ status: 'crashed', ...start });
  });

  it('is recorded with what is known without it, where it said nothing', async () => {
    const context = await buildContext({ agents: [5], threads: [{ type: 'count', count: 3 }] });
    const { record } = await runFirst(
      createProcessRunner(context, poison('exits-at-once')),
      context,
    );
    const cell = { agents: 5, threads: 3, rounds: 1, writes_per_agent: null };
    const strategy = { strategy: 'lww', expectation: 'fail', probe_ns: null };
    expect(record).toMatchObject({ ...cell, ...strategy });
    expect(record.reproduce).toContain('--agents 5 --threads 3');
  });

  it('leaves the last of what it said, however much that was', async () => {
    const context = await buildContext();
    const options = poison('floods-stderr');
    const { stderr_tail } = await runFirst(createProcessRunner(context, options), context);
    expect(stderr_tail).toMatch(/line \d+ of very many\n(.*\n)*the last line ä\n/);
    expect(Buffer.byteLength(stderr_tail ?? '')).toBeLessThanOrEqual(4_096);
  });

  it('is over when it is, not when what it started is', async () => {
    const context = await buildContext();
    const options = poison('leaves-a-process');
    const { record, stderr_tail } = await runFirst(createProcessRunner(context, options), context);
    const left = Number(/left (\d+)/.exec(stderr_tail ?? '')?.[1]);
    expect(record.note).toContain('exit code 6');
    expect(isAlive(left)).toBe(true);
    process.kill(left, 'SIGKILL');
  });
});

describe('a plug-in that fails on a thread', () => {
  const threads = [{ type: 'count', count: 2 }] as const;

  it.each([
    ['exits', 'crashed', {}],
    ['hangs', 'timeout', { timeout_ms: 1_500 }],
    ['runs out of memory', 'oom', { heap_limit_mb: 48 }],
    ['throws', 'crashed', {}],
  ])('because it %s is recorded as %s', async (way, status, settings) => {
    const study = { ...pluginStudy('faulty.mjs', way), threads, agents: [4], ...settings };
    const context = await buildContext(study);
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status, agents: 4, threads: 2 });
    expect(record.note).toMatch(/^import: /);
  });
});

describe('a plug-in that fails in the main thread', () => {
  it.each([
    ['exits', 'crashed', 'with exit code 7', {}],
    ['hangs', 'timeout', 'no result after 1500 ms', { deadline_ms: 1_500 }],
    ['runs out of memory', 'oom', 'ran out of heap', {}],
  ])('because it %s is recorded as %s', async (way, status, note, settings) => {
    const context = await buildContext({ ...pluginStudy('faulty.mjs', way), ...settings });
    const options = { ...VISIT_PROCESS, execArgv: ['--max-old-space-size=64'] };
    const { record } = await runFirst(createProcessRunner(context, options), context);
    expect(record).toMatchObject({ status, agents: 2, threads: 1 });
    expect(record.note).toContain(note);
  });

  it('is recorded with the size that its process had laid out', async () => {
    const study = { ...pluginStudy('faulty.mjs', 'exits'), workloads: ['mixed'], agents: [3] };
    const context = await buildContext({ ...study, writes_per_agent: 6 });
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record).toMatchObject({ status: 'crashed', agents: 3, writes_per_agent: 6 });
  });

  it('because it claims what no record can hold is recorded as crashed, naming the claim', async () => {
    const context = await buildContext(pluginStudy('ends-oddly.mjs', 'claims too little'));
    const { record } = await runFirst(createProcessRunner(context), context);
    expect(record.status).toBe('crashed');
    expect(record.note).toContain('model_calls');
  });
});
