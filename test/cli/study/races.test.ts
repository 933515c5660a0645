// A study of races on the command line, from its plan to its report: executed, cut off, resumed, judged again.

import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../../src/results/study/journal.js';
import { mergestorm, temporaryFolder } from '../support/mergestorm.js';
import { writeStudyFile } from '../support/study-files.js';

const FILE = `
sessions: { stores: [memory, sqlite], sessions: 2, turns: 3 }
agents: [4]
threads: [0, 2]
runs: 1
warmup: 0
`;

describe('a study of races', () => {
  it('is executed, kept, judged again and shown', async () => {
    const { path } = writeStudyFile(FILE);
    const folder = join(temporaryFolder(), 'out');
    const executed = await mergestorm(['study', path, '--out', folder, '--quiet']);
    const records = [...readJournal(join(folder, 'cells.jsonl'))].map(({ record }) => record);
    const ids = records.map(({ cell_id }) => cell_id).sort();
    expect(ids).toEqual([
      'sessions/sessions_memory/none/none/a4/t0',
      'sessions/sessions_memory/none/none/a4/t1',
      'sessions/sessions_sqlite/none/none/a4/t0',
      'sessions/sessions_sqlite/none/none/a4/t2',
    ]);
    expect(records.flatMap(({ note }) => note ?? [])).toEqual([]);
    expect(executed.stderr).toBe('');
    const again = await mergestorm(['analyze', folder]);
    expect(again.stdout).toContain(
      'judged again: 4 of 4 repetitions\nevery judgement is as stored',
    );
    const csv = readFileSync(join(folder, 'results.csv'), 'utf8');
    expect(csv).toContain('sessions_sqlite');
    expect(existsSync(join(folder, 'figures/session-operations.svg'))).toBe(true);
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).toContain('Races for sessions');
    const resumed = await mergestorm(['study', '--resume', folder, '--quiet']);
    expect(resumed.stderr).toBe('');
    expect([...readJournal(join(folder, 'cells.jsonl'))]).toHaveLength(4);
  });

  it('is planned without being executed', async () => {
    const { path } = writeStudyFile(FILE);
    const { code, stdout } = await mergestorm(['study', path, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('4 cells x 1 repetition = 4 visits');
    expect(stdout).toContain('not in the total: sessions_memory, sessions_sqlite');
  });
});
