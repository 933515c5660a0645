import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  mergestorm,
  QUICK,
  recordsOf,
  strategyFile,
  temporaryFolder,
} from './support/mergestorm.js';
import { shellWords } from './support/shell-words.js';

const LWW = [...QUICK, '--strategy', 'lww', '--workload', 'clean_merge'];
const CRDT = [...QUICK, '--strategy', 'crdt', '--workload', 'clean_merge'];

const exitCode = async (...words: readonly string[]) => (await mergestorm(words)).code;

describe('the exit code', () => {
  it.each([
    [0, 'lww alone fails, as is expected of it', LWW],
    [1, 'a strategy fails that is expected to pass', [...LWW, '--expect', 'lww=pass']],
    [2, 'nothing is contended', [...CRDT, '--agents', '1']],
    [
      2,
      'lww fails as expected, under a fault that never fired',
      [...QUICK, '--strategy=lww', '--workload=mixed', '--threads=0', '--faults=drop=0.01%'],
    ],
    [3, 'a threshold is crossed', [...CRDT, '--threshold', 'import:p99<1ns']],
    [0, 'no threshold is crossed', [...CRDT, '--threshold', 'import:p99<600s']],
    [
      1,
      'a check failed and a threshold is crossed',
      [...LWW, '--expect=lww=pass', '--threshold=writes_lost:max<=0'],
    ],
  ])('is %i where %s', async (code, _, words) => {
    expect(await exitCode(...words, '--quiet')).toBe(code);
  });

  it('comes with a line for each threshold that is crossed, in each cell', async () => {
    const thresholds = ['--threshold', 'writes_lost:max<=0', '--threshold', 'import:max > 600s'];
    const { code, stdout, stderr } = await mergestorm([...LWW, '--quiet', ...thresholds]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(
        /^mergestorm: threshold writes_lost:max<=0 is crossed by clean_merge\/lww.*: writes_lost is 3$/,
      ),
      expect.stringMatching(
        /^mergestorm: threshold import:max > 600s is crossed by .*: import_max_ns is \d+$/,
      ),
      '',
    ]);
  });

  it('is that of the command wherever its output goes', async () => {
    const { code } = await mergestorm([...LWW, '--json', '--expect', 'lww=pass']);
    expect(code).toBe(1);
  });

  it('does not stand beside a note that says the opposite', async () => {
    const { stdout } = await mergestorm([...LWW, '--expect', 'lww=pass']);
    expect(stdout).toMatch(/^FAIL [^(]*lww$/m);
  });
});

describe('what cannot fit in memory', () => {
  it('is refused at once, with the sum, while other cells run', async () => {
    const words = [
      '--workload',
      'mixed',
      '--strategy',
      'crdt',
      '--agents',
      '2,100000',
      '--writes',
      '1000',
    ];
    const ended = await mergestorm([...QUICK, ...words, '--json']);
    expect(ended.code).toBe(75);
    const [small, huge] = recordsOf(ended);
    expect(small).toMatchObject({ agents: 2, status: 'ok', verdict: 'PASS', note: null });
    expect(huge).toMatchObject({
      agents: 100_000,
      status: 'refused',
      verdict: 'UNKNOWN',
      note: expect.stringMatching(
        /crdt with 100000 agents needs about \d+ TiB, .* GiB are free: .*--force/,
      ) as string,
    });
    expect(ended.stderr).toMatch(
      /^UNKNOWN mixed, crdt, agents 100000.*\n {2}refused: not enough memory: .* --force to try$/m,
    );
  });

  it('may be too many writes for one agent, too, or too many threads', async () => {
    const million = '1000000';
    const writes = [
      '--workload',
      'mixed',
      '--agents',
      '1',
      '--writes',
      million,
      '--rounds',
      million,
    ];
    const threads = ['--agents', '2000', '--threads', 'agents'];
    const all = [writes, threads].map((words) => exitCode(...LWW.slice(0, 5), ...words, '--quiet'));
    expect(await Promise.all(all)).toEqual([75, 75]);
  });

  it('is tried where that is asked for, and again where it is reproduced', async () => {
    const words = [...QUICK, '--strategy', strategyFile('greedy'), '--workload', 'clean_merge'];
    const [refused, forced] = await Promise.all([
      mergestorm([...words, '--json']),
      mergestorm([...words, '--json', '--force']),
    ]);
    expect([refused.code, forced.code]).toEqual([75, 0]);
    expect(recordsOf(refused)[0]).toMatchObject({ status: 'refused' });
    expect(recordsOf(forced)[0]).toMatchObject({ status: 'ok', verdict: 'PASS' });
    expect(String(recordsOf(forced)[0]?.['reproduce'])).toMatch(/--force$/);
  });

  it('does not hide a check that failed', async () => {
    const words = ['--strategy', 'lww', '--expect', 'lww=pass', '--agents', '2,1000000'];
    expect(await exitCode(...QUICK, ...words, '--rounds', '100', '--quiet')).toBe(1);
  });
});

describe('--out', () => {
  it('holds the manifest, results as JSON, CSV and Markdown, and histograms', async () => {
    const folder = join(temporaryFolder(), 'deep', 'results');
    expect(await exitCode(...LWW, '--quiet', '--out', folder)).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([
      'histograms.hlog',
      'manifest.json',
      'results.csv',
      'results.json',
      'summary.md',
    ]);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(JSON.parse(read('manifest.json'))).toMatchObject({
      schema_version: 1,
      argv: [...LWW, '--quiet', '--out', folder],
      study: { runs: 1, seed: 1 },
    });
    expect((JSON.parse(read('results.json')) as { records: unknown[] }).records).toHaveLength(1);
    expect(read('results.csv').trimEnd().split(/\r?\n/)).toHaveLength(2);
    expect(read('summary.md')).toContain('| clean_merge | lww | FAIL |');
    expect(read('histograms.hlog')).toContain('Tag=');
  });

  it('overwrites nothing', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    const { code, stdout, stderr } = await mergestorm([...LWW, '--out', folder]);
    expect({ code, stdout }).toEqual({ code: 73, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: cannot create: .*: it has content, .*\n$/);
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });
});

describe('a result that cannot be written', () => {
  it.each([
    ['--out', '/dev/null/results'],
    ['--export-json', '/dev/null/results.json'],
    ['--export-csv', '/no-such-folder/results.csv'],
    ['--export-markdown', '/'],
    ['--export-hlog', '/no-such-folder/h.hlog'],
  ])('%s %s ends with exit code 73 before anything is executed', async (flag, path) => {
    const { code, stdout, stderr } = await mergestorm([...LWW, flag, path]);
    expect({ code, stdout }).toEqual({ code: 73, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: cannot create: [^\n]+\n$/);
    expect(stderr).toContain(path);
  });

  it('does not take the others with it, nor what is done: exit code 74', async () => {
    const file = join(temporaryFolder(), 'results.csv');
    const words = ['--export-json', '/dev/full', '--export-csv', file];
    const { code, stdout, stderr } = await mergestorm([...LWW, ...words]);
    expect(code).toBe(74);
    expect(stdout).toMatch(/^workload/);
    expect(stderr).toMatch(/^mergestorm: cannot write: \/dev\/full: ENOSPC[^\n]+\n$/);
    expect(existsSync(file)).toBe(true);
  });

  it('may not be two in one place', async () => {
    const file = join(temporaryFolder(), 'results');
    const { code, stderr } = await mergestorm([
      ...LWW,
      '--export-csv',
      file,
      '--export-json',
      `${file}/../results`,
    ]);
    expect(code).toBe(64);
    expect(stderr).toContain('names this file already');
    expect(existsSync(file)).toBe(false);
  });
});

describe('an export', () => {
  it('follows a link instead of replacing it', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real', 'results.csv'), join(folder, 'link.csv'));
    writeFileSync(join(folder, 'real', 'results.csv'), 'old');
    expect(await exitCode(...LWW, '--quiet', '--export-csv', join(folder, 'link.csv'))).toBe(0);
    expect(readFileSync(join(folder, 'real', 'results.csv'), 'utf8')).toMatch(/^schema_version,/);
    expect(readdirSync(folder).sort()).toEqual(['link.csv', 'real']);
  });
});

describe('the reproduce command of a failing row', () => {
  it('gives the same verdict and the same counts', async () => {
    const knobs = ['--kinds', '1,2,0.5', '--skew', '0.000001', '--fields', '3', '--seed', '-7'];
    const words = ['--strategy', 'lww', '--workload', 'mixed', '--agents', '5', '--runs', '2'];
    const [, second] = recordsOf(
      await mergestorm([...QUICK, ...words, ...knobs, '--json', '--quiet']),
    );
    expect(second).toMatchObject({ verdict: 'FAIL', repetition: 1 });
    const [program, ...again] = shellWords(String(second?.['reproduce']));
    expect(program).toBe('mergestorm');
    const ended = await mergestorm([...again, '--json', '--quiet']);
    const judged = [
      'verdict',
      'outcome',
      'writes_issued',
      'writes_lost',
      'writes_arbitrated',
      'fates',
      'findings',
      'threads',
    ];
    const countsOf = (record: Readonly<Record<string, unknown>> | undefined) =>
      judged.map((column) => record?.[column]);
    expect(recordsOf(ended).map(countsOf)).toEqual([countsOf(second)]);
  });
});
