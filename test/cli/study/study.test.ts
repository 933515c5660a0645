import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRecords } from '../../../src/results/study/read-study.js';
import type { Ended } from '../support/mergestorm.js';
import {
  mergestorm,
  start,
  strategyFile,
  temporaryFolder,
  temporaryFolderForAll,
} from '../support/mergestorm.js';

const GRID = ['--strategy', 'lww,crdt', '--workload', 'clean_merge,mixed', '--agents', '2,3'];
const QUICK = ['--writes', '10', '--runs', '2', '--warmup', '0', '--isolate', 'none'];
const SMALL = ['study', ...GRID, ...QUICK];

/** Every file below the folder but what is asked to be left out, with a digest of its content. */
function digestsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const digest = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(files.sort().map((path) => [path, digest(path)]));
}

describe('mergestorm study', () => {
  const folder = join(temporaryFolderForAll(), 'small');
  let ended: Ended;
  beforeAll(async () => {
    ended = await mergestorm([...SMALL, '--out', folder]);
  });

  it('ends with the comparison, and with the path of the report', () => {
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^clean_merge +lww +FAIL +corrupted +yes +3 +PARTIAL +0 +0 /m);
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe(`report: ${folder}/report.html`);
  });

  it('tells people on stderr what it executes, and how far it is', () => {
    expect(ended.stderr).toContain(
      `mergestorm: executing 16 repetitions of 8 cells into ${folder}\n`,
    );
    expect(ended.stderr).toMatch(
      /^mergestorm: 16 of 16 repetitions, \d+:\d\d elapsed.*, 0 failed$/m,
    );
  });

  it('writes everything that a results folder holds', () => {
    const names = readdirSync(folder);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['manifest.json', 'cells.jsonl', 'results.csv', 'results.json', 'histograms.hlog'],
        ...['summary.md', 'report.html', 'figures', 'tables', 'log.txt', 'evidence'],
      ]),
    );
    expect(names).not.toContain('lock');
  });

  it('executes every cell as often as asked, repetition by repetition', () => {
    const { records, manifest, notices } = readRecords(folder);
    const ids = records.map(({ cell_id, repetition }) => `${cell_id}#${repetition}`);
    expect([records.length, new Set(ids).size]).toEqual([16, 16]);
    expect(records.map(({ repetition }) => repetition)).toEqual([
      ...Array<number>(8).fill(0),
      ...Array<number>(8).fill(1),
    ]);
    expect(notices).toEqual([]);
    expect(manifest.ended_at).not.toBeNull();
  });

  it('has a report that is made again byte for byte', async () => {
    const before = digestsIn(folder);
    for (const name of ['report.html', 'results.csv', 'results.json', 'summary.md', 'log.txt']) {
      rmSync(join(folder, name));
    }
    rmSync(join(folder, 'figures'), { recursive: true });
    rmSync(join(folder, 'tables'), { recursive: true });
    expect(await mergestorm(['report', folder, '--quiet'])).toEqual({
      ...{ code: 0, signal: null },
      ...{ stdout: '', stderr: '' },
    });
    expect(digestsIn(folder)).toEqual(before);
  });

  it('is judged again from disk to the same verdicts', async () => {
    const { code, stdout } = await mergestorm(['analyze', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('16');
  });

  it('finds no regression of itself', async () => {
    const { code } = await mergestorm(['compare', folder, folder]);
    expect(code).not.toBe(3);
  });

  it('is not begun in a folder that holds another', async () => {
    const second = await mergestorm([...SMALL, '--out', folder]);
    expect(second.code).toBe(73);
    expect(second.stderr).toMatch(/^mergestorm: cannot create: .*nothing is overwritten/);
  });

  it('has nothing left to execute when it is resumed, and says so by its report', async () => {
    const before = readFileSync(join(folder, 'cells.jsonl'));
    const resumed = await mergestorm(['study', '--resume', folder]);
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain('executing 0 of 16 repetitions');
    expect(readFileSync(join(folder, 'cells.jsonl'))).toEqual(before);
  });

  it('is not resumed with another configuration: what differs is named', async () => {
    const other = [...SMALL, '--seed', '7', '--resume', folder];
    const { code, stderr } = await mergestorm(other);
    expect(code).toBe(64);
    expect(stderr).toMatch(/^mergestorm: cannot resume under other conditions: .*seed.*1.*7/);
  });

  it('is not resumed with another version of an engine', async () => {
    const path = join(folder, 'manifest.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/"loro-crdt": "[^"]*"/, '"loro-crdt": "1.0.0"'));
    const { code, stderr } = await mergestorm(['study', '--resume', folder]);
    writeFileSync(path, text);
    expect(code).toBe(64);
    expect(stderr).toContain('loro-crdt');
    expect(stderr).toContain('1.0.0');
  });
});

describe('what mergestorm study prints', () => {
  it('is JSON alone on stdout where JSON is asked for', async () => {
    const folder = join(temporaryFolder(), 'json');
    const { code, stdout } = await mergestorm([...SMALL, '--json', '--out', folder]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(folder, 'results.json'), 'utf8'));
  });

  it('is nothing where quiet is asked for', async () => {
    const folder = join(temporaryFolder(), 'quiet');
    const ended = await mergestorm([...SMALL, '--quiet', '--out', folder]);
    expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, 'report.html'))).toBe(true);
  });

  it('is a plan, and nothing is executed or created, for a dry run', async () => {
    const folder = join(temporaryFolder(), 'dry');
    const { code, stdout } = await mergestorm([...SMALL, '--dry-run', '--out', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('8 cells x 2 repetitions = 16 visits');
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a study with a cell that dies', () => {
  it('records what is known of it and goes on with the others', async () => {
    const folder = join(temporaryFolder(), 'dying');
    const strategies = `lww,${strategyFile('dies')},crdt`;
    const words = ['study', '--strategy', strategies, '--workload', 'clean_merge', '--agents', '2'];
    const { code, stderr } = await mergestorm([...words, ...QUICK.slice(2, 6), '--out', folder]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mergestorm: crashed: clean_merge .* 2 agents, repetition 0: /m);
    const { records } = readRecords(folder);
    expect(records.map(({ status }) => status).sort()).toEqual([
      ...['crashed', 'crashed'],
      ...['ok', 'ok', 'ok', 'ok'],
    ]);
    expect(readdirSync(join(folder, 'failures'))).toHaveLength(2);
  });
});

describe('two studies in one folder', () => {
  it('are refused: the second names the process that writes there', async () => {
    const folder = join(temporaryFolder(), 'shared');
    const hanging = ['--strategy', strategyFile('hangs'), '--workload', 'clean_merge'];
    const first = start(['study', ...hanging, '--agents', '2', '--out', folder]);
    await first.said('mergestorm: executing');
    const second = await mergestorm(['study', '--resume', folder]);
    first.child.kill('SIGINT');
    await first.ended;
    expect(second.code).toBe(73);
    expect(second.stderr).toContain(String(first.child.pid));
  });
});
