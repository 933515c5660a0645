import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/results/study/journal.js';
import { mergestorm, start, strategyFile, temporaryFolder } from '../support/mergestorm.js';
import { shellWords } from '../support/shell-words.js';

const SMALL = ['study', '--strategy', 'lww,crdt', '--workload', 'clean_merge', '--agents', '2'];
const QUICK = [...SMALL, '--warmup', '0', '--isolate', 'none'];

function repetitionsIn(folder: string): readonly string[] {
  const entries = [...readJournal(join(folder, 'cells.jsonl'))];
  return entries.map(({ record }) => `${record.strategy} ${record.repetition}`).sort();
}

/** Interrupts a study whose second strategy hangs while it merges. */
async function interruptHanging(folder: string, ...signals: readonly NodeJS.Signals[]) {
  const hanging = ['--strategy', strategyFile('hangs'), '--workload', 'clean_merge'];
  const words = ['study', ...hanging, '--agents', '2', '--warmup', '0', '--out', folder];
  const running = start(words);
  await running.said('mergestorm: executing');
  for (const signal of signals) running.child.kill(signal);
  return running.ended;
}

describe('a study that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i and says how to go on', async (signal, code) => {
    const folder = join(temporaryFolder(), 'study');
    const ended = await interruptHanging(folder, signal);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(`go on with: mergestorm study --resume ${folder}\n`);
    expect(repetitionsIn(folder)).toEqual([]);
    expect(readdirSync(folder)).not.toContain('lock');
  });

  it('goes on with the command that it printed, and executes what is missing once', async () => {
    const folder = join(temporaryFolder(), 'study');
    const running = start([...QUICK, '--runs', '40', '--out', folder]);
    await running.said('8 of 80 repetitions');
    running.child.kill('SIGINT');
    const { stderr, code } = await running.ended;
    expect(code).toBe(130);
    const kept = repetitionsIn(folder).length;
    expect(kept).toBeGreaterThanOrEqual(8);
    expect(kept).toBeLessThan(80);
    const [, command = ''] = /go on with: mergestorm (.*)\n/.exec(stderr) ?? [];
    expect(await mergestorm(shellWords(command))).toMatchObject({ code: 0 });
    const repetitions = repetitionsIn(folder);
    expect([repetitions.length, new Set(repetitions).size]).toEqual([80, 80]);
  });
});
