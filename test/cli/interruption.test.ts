import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { QUICK, start, startInto, strategyFile, temporaryFolder } from './support/mergestorm.js';

const HANGS = ['--strategy', `crdt,${strategyFile('hangs')}`, '--workload', 'clean_merge'];

/** Interrupts the second cell while its threads spin. */
async function interrupt(signal: NodeJS.Signals, ...words: readonly string[]) {
  const running = start([...QUICK, ...HANGS, ...words]);
  await running.said('hangs: merging');
  running.child.kill(signal);
  return running.ended;
}

function statusesIn(file: string): readonly unknown[] {
  const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: { status: unknown }[] };
  return records.map(({ status }) => status);
}

describe('an interrupt', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i, and what is done is kept and shown', async (signal, code) => {
    const file = join(temporaryFolder(), 'results.json');
    const ended = await interrupt(signal, '--export-json', file);
    expect({ code: ended.code, signal: ended.signal }).toEqual({ code, signal: null });
    expect(statusesIn(file)).toEqual(['ok', 'interrupted']);
    expect(ended.stdout).toMatch(/^clean_merge +crdt +PASS /m);
    expect(ended.stdout).toMatch(/^clean_merge +hangs +UNKNOWN /m);
    expect(ended.stderr).toContain(`mergestorm: ${signal}: ending, what is done is kept`);
  });

  it('starts no other repetition', async () => {
    const file = join(temporaryFolder(), 'results.json');
    const words = ['--agents', '2,4', '--runs', '3', '--export-json', file, '--quiet'];
    await interrupt('SIGINT', ...words);
    expect(statusesIn(file)).toEqual(['ok', 'ok', 'ok', 'interrupted']);
  });

  it('ends the process at once when it is repeated', async () => {
    const words = ['--strategy', strategyFile('waits'), '--threads', 'inline'];
    const running = start([...QUICK, ...words]);
    await running.said('waits: merging');
    running.child.kill('SIGINT');
    await running.said('mergestorm: SIGINT: ending');
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: null, signal: 'SIGINT', stdout: '' });
  });
});

describe('a closed pipe', () => {
  const MANY = ['--strategy', 'lww', '--runs', '12', '--quiet', '--json'];

  it.each([
    [0, [...MANY]],
    [1, [...MANY, '--expect', 'lww=pass']],
  ])('is no error: exit code %i by the verdict, no stack, no hang', async (code, words) => {
    const running = start([...QUICK, ...words]);
    running.child.stdout.once('data', () => running.child.stdout.destroy());
    const ended = await running.ended;
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
  });

  it('may be closed before the first line', async () => {
    const running = start([...QUICK, '--strategy', 'lww']);
    running.child.stdout.destroy();
    const ended = await running.ended;
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('may be the one for people', async () => {
    const running = start([...QUICK, '--strategy', 'lww', '--json']);
    running.child.stderr.destroy();
    const ended = await running.ended;
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^\{.*\}\n$/s);
  });
});

describe('a full disk under standard output', () => {
  it('ends with exit code 74 and one line', async () => {
    const { code, stderr } = await startInto('/dev/full', [...QUICK, '--strategy', 'lww']).ended;
    expect(code).toBe(74);
    expect(stderr).toMatch(/^mergestorm: cannot write: standard output: ENOSPC[^\n]+\n$/);
  });
});
