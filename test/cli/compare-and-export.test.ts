import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compareCommand } from '../../src/cli/commands/compare.js';
import { exportCommand } from '../../src/cli/commands/export.js';
import type { AnalysedStudy } from '../../src/results/analysis/analysis.js';
import {
  buildNoisyStudy,
  onlyIn,
  slowerBy,
  type Change,
} from '../results/compare/build-noisy-study.js';
import { problem } from '../results/study/problem.js';
import { useTemporaryFolder } from '../results/study/temporary-folder.js';
import { storeStudy } from './stored-study.js';

const folder = useTemporaryFolder();
let [stdout, stderr] = ['', ''];

beforeEach(() => {
  [stdout, stderr] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

function store(name: string, study: AnalysedStudy): string {
  return storeStudy(folder.path, name, study);
}

interface Comparison {
  readonly next?: AnalysedStudy;
  readonly flags?: Readonly<Record<string, unknown>>;
}

/** Compares with a study of seed 1; returns the exit code. */
async function compare({ next = buildNoisyStudy({ seed: 2 }), flags = {} }: Comparison) {
  const base = store('base', buildNoisyStudy({ seed: 1 }));
  await compareCommand({ base, new: store('new', next), ...flags });
  return process.exitCode;
}

function changed(change: Change): AnalysedStudy {
  return buildNoisyStudy({ seed: 2 }, change);
}

function onMachine(cpu_model: string): AnalysedStudy {
  const study = buildNoisyStudy({ seed: 2 });
  const environment = { ...study.manifest.environment, cpu_model };
  return { ...study, manifest: { ...study.manifest, environment } };
}

describe('mergestorm compare', () => {
  it('exits with 0 where nothing is worse', async () => {
    expect(await compare({})).toBe(0);
    expect(stdout).toContain('No regression.');
    expect(stderr).toBe('');
  });

  it('exits with 3 where something became slower', async () => {
    expect(await compare({ next: changed(onlyIn('crdt', slowerBy(1.3))) })).toBe(3);
    expect(stdout).toContain('REGRESSION');
  });

  it('exits with 3 where a write was lost', async () => {
    expect(await compare({ next: changed(onlyIn('crdt', () => ({ writes_lost: 1 }))) })).toBe(3);
  });

  it('exits with 2 where too few repetitions could not have shown anything', async () => {
    expect(await compare({ next: buildNoisyStudy({ seed: 2, repetitions: 3 }) })).toBe(2);
    expect(stdout).toContain('the gate cannot close');
  });

  it('takes a slow-down within the tolerance for none', async () => {
    const next = changed(onlyIn('crdt', slowerBy(1.3)));
    expect(await compare({ next, flags: { 'tolerance-percent': '60' } })).toBe(0);
  });

  it('writes JSON alone on stdout, and the tables beside it', async () => {
    await compare({ flags: { json: true } });
    expect(JSON.parse(stdout)).toMatchObject({ conclusion: { type: 'quiet' } });
    expect(stderr).toContain('No regression.');
  });

  it('lists all where asked, and writes Markdown', async () => {
    const path = join(folder.path, 'comparison.md');
    await compare({ flags: { all: true, 'all-metrics': true, 'export-markdown': path } });
    expect(stdout).toContain('writes_per_second');
    expect(readFileSync(path, 'utf8')).toContain('| cell | metric |');
  });

  it('refuses studies of different machines, naming each difference', async () => {
    await expect(compare({ next: onMachine('another') })).rejects.toEqual(
      problem(64, 'environment.cpu_model', 'another', '--force'),
    );
    expect(stdout).toBe('');
  });

  it('compares them by force, and says so', async () => {
    expect(await compare({ next: onMachine('another'), flags: { force: true } })).toBe(0);
    expect(stdout).toContain('NOT COMPARABLE');
  });

  it.each(['0.5', '-5', 'five', '1e1', '1001'])('refuses a tolerance of %s', async (text) => {
    await expect(compare({ flags: { 'tolerance-percent': text } })).rejects.toEqual(
      problem(64, '--tolerance-percent', text),
    );
  });

  it('says where a folder is missing, or holds no results', async () => {
    const missing = join(folder.path, 'missing');
    await expect(run({ base: missing, new: missing })).rejects.toEqual(problem(66, missing));
  });

  it('refuses a Markdown file that cannot be written before it reads anything', async () => {
    const path = join(folder.path, 'no', 'such.md');
    await expect(run({ base: 'a', new: 'b', 'export-markdown': path })).rejects.toEqual(
      problem(73, path),
    );
  });
});

/** What is thrown before anything is awaited is a rejection as well. */
async function run(typed: Readonly<Record<string, unknown>>): Promise<void> {
  await compareCommand(typed);
}

describe('mergestorm export', () => {
  async function exported(flags: Readonly<Record<string, unknown>>, change?: Change) {
    const dir = store('study', buildNoisyStudy({ seed: 1 }, change));
    await exportCommand({ dir, ...flags });
  }

  it('writes to stdout where no file is named', async () => {
    await exported({ format: 'bencher' });
    expect(Object.keys(JSON.parse(stdout) as object)).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('writes the file that is named, and nothing on stdout', async () => {
    const out = join(folder.path, 'study.bench');
    await exported({ format: 'benchstat', out });
    expect(readFileSync(out, 'utf8')).toContain('BenchmarkCleanMerge/strategy=lww');
    expect(stdout).toBe('');
  });

  it('counts on stderr the cells that have no valid result', async () => {
    await exported(
      { format: 'bencher' },
      onlyIn('crdt', () => ({ verdict: 'FAIL' })),
    );
    expect(Object.keys(JSON.parse(stdout) as object)).toHaveLength(1);
    expect(stderr).toContain('1 of 2 cells left out');
  });

  it('refuses a format that it does not know, before it writes anything', async () => {
    const out = join(folder.path, 'out');
    await expect(exported({ format: 'benchstats', out })).rejects.toEqual(
      problem(64, 'did you mean benchstat?'),
    );
    expect(existsSync(out)).toBe(false);
  });

  it('asks for a format where none is given', async () => {
    await expect(exported({})).rejects.toEqual(problem(64, 'no format given'));
  });
});
