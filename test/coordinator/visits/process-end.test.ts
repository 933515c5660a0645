import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessEnd } from '../../../src/coordinator/visits/process-end.js';
import { conclusionOf } from '../../../src/coordinator/visits/process-end.js';
import { EXIT, UserError } from '../../../src/model/problem.js';
import type { JournalEntry } from '../../../src/results/study/entry.js';
import { buildRecord } from '../../results/build-record.js';

const ENTRY: JournalEntry = {
  record: buildRecord({}),
  finals: [],
  evidence: null,
  blobs: null,
  stderr_tail: null,
};
const ERROR = new UserError(EXIT.usage, { what: 'bad log', where: 'line 3', remedy: 'mend it' });
const HEAP_FULL =
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
const WASM_FULL = 'RangeError: WebAssembly.Memory.grow(): Maximum memory size exceeded';

function conclude(changes: Partial<ProcessEnd>) {
  const plain = { exit_code: 0, signal: null, stderr: '', oom_kills: 0 } as const;
  return conclusionOf({ answer: { type: 'none' }, killed: null, ...plain, ...changes }, 60_000);
}

const anyDeath = fc.record({
  killed: fc.constantFrom('interrupt', 'deadline', 'answer', null),
  exit_code: fc.option(fc.integer({ min: 0, max: 255 })),
  signal: fc.constantFrom('SIGKILL', 'SIGABRT', 'SIGSEGV', null),
  stderr: fc.oneof(fc.string(), fc.constantFrom(HEAP_FULL, WASM_FULL)),
  oom_kills: fc.option(fc.nat()),
});

describe('a process that answered', () => {
  it('is finished or unusable, whatever became of it afterwards', () => {
    fc.assert(
      fc.property(anyDeath, (death) => {
        const finished = { type: 'finished', entry: ENTRY } as const;
        const unusable = { type: 'unusable', error: ERROR } as const;
        expect(conclude({ ...death, answer: finished })).toEqual(finished);
        expect(conclude({ ...death, answer: unusable })).toEqual(unusable);
      }),
    );
  });

  it('with what is no result has crashed', () => {
    const answer = { type: 'unreadable', reason: 'it is not a message' } as const;
    expect(conclude({ answer, killed: 'answer', exit_code: null, signal: 'SIGKILL' })).toEqual({
      type: 'failed',
      status: 'crashed',
      reason: 'its process answered with what is no result: it is not a message',
    });
  });
});

describe('a process that left no answer', () => {
  it('was interrupted or out of time where we killed it, whatever it said', () => {
    fc.assert(
      fc.property(anyDeath, (death) => {
        expect(conclude({ ...death, killed: 'interrupt' })).toEqual({ type: 'interrupted' });
        expect(conclude({ ...death, killed: 'deadline' })).toMatchObject({ status: 'timeout' });
      }),
    );
  });

  it('has failed for a reason on one line', () => {
    fc.assert(
      fc.property(anyDeath, (death) => {
        const conclusion = conclude({ ...death, killed: null });
        expect(conclusion).toMatchObject({ type: 'failed' });
        expect(conclusion).toHaveProperty('reason', expect.stringMatching(/^[^\n\r]+$/));
      }),
    );
  });

  const killed = { exit_code: null, signal: 'SIGKILL' } as const;
  const aborted = { exit_code: null, signal: 'SIGABRT' } as const;

  it.each<[string, Partial<ProcessEnd>, string, string]>([
    ['exits with 0', { exit_code: 0 }, 'crashed', 'with exit code 0'],
    ['exits', { exit_code: 3 }, 'crashed', 'with exit code 3'],
    ['exits with 137', { exit_code: 137 }, 'crashed', 'with exit code 137'],
    ['throws', { exit_code: 1, stderr: 'x\nTypeError: no\n' }, 'crashed', 'code 1: TypeError: no'],
    ['aborts', aborted, 'crashed', 'aborted (SIGABRT)'],
    ['aborts where there are no signals', { exit_code: 134 }, 'crashed', 'aborted (exit code 134)'],
    ['segfaults', { exit_code: null, signal: 'SIGSEGV' }, 'crashed', 'ended by SIGSEGV'],
    ['aborts of a full heap', { ...aborted, stderr: HEAP_FULL }, 'oom', 'out of heap'],
    ['exits of a full heap', { exit_code: 134, stderr: HEAP_FULL }, 'oom', 'out of heap'],
    [
      'traps',
      { ...aborted, signal: 'SIGTRAP', stderr: 'Fatal process out of memory: Zone' },
      'oom',
      'out of heap',
    ],
    ['only speaks of a full heap', { exit_code: 3, stderr: HEAP_FULL }, 'crashed', 'exit code 3'],
    [
      'cannot grow WASM memory',
      { exit_code: 1, stderr: `x\n${WASM_FULL}\n at y` },
      'oom',
      WASM_FULL,
    ],
    ['is killed by the kernel', { ...killed, oom_kills: 1 }, 'oom', 'the kernel killed'],
    ['is killed by someone', { ...killed, oom_kills: 0 }, 'crashed', 'may have been short'],
    ['is killed where nobody counts', { ...killed, oom_kills: null }, 'crashed', 'may have been'],
  ])('because it %s', (_, end, status, reason) => {
    expect(conclude(end)).toMatchObject({ status });
    expect(conclude(end)).toHaveProperty('reason', expect.stringContaining(reason));
  });

  it('is told by its last error, and not at any length', () => {
    const stderr = `Error: the first\nError: ${'x'.repeat(10_000)}\n    at nowhere\n`;
    const { reason } = conclude({ exit_code: 1, stderr }) as { reason: string };
    expect(reason).toContain('Error: xxx');
    expect(reason.length).toBeLessThan(300);
  });
});
