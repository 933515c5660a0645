import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { analyzeCommand } from '../../src/cli/commands/analyze.js';
import type { StudyConfiguration } from '../../src/coordinator/study.js';
import { readEnvironment } from '../../src/metrics/environment.js';
import { readTool } from '../../src/metrics/tool.js';
import { buildManifest } from '../../src/results/manifest.js';
import type { JournalEntry } from '../../src/results/study/entry.js';
import { Journal } from '../../src/results/study/journal.js';
import { writeManifest } from '../../src/results/study/manifest-file.js';
import { fileOf, forgeEvidence, storeVisits } from '../coordinator/evidence/stored-visits.js';
import { buildParts } from '../results/build-manifest.js';
import { problem } from '../results/study/problem.js';
import { useTemporaryFolder } from '../results/study/temporary-folder.js';

const folder = useTemporaryFolder();
const { version } = readTool();
const HARNESS_COST = { clock_ns: 40, record_ns: 80, recording_ns_per_write: 120 };
const GROW_ONLY = new URL('../fixtures/strategies/grow-only.mjs', import.meta.url).href;

const said = { stdout: '', stderr: '' };
let exitCode: typeof process.exitCode;

beforeEach(() => {
  Object.assign(said, { stdout: '', stderr: '' });
  exitCode = process.exitCode;
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
});

/** A results folder as a study leaves it; `change` may tamper with what is journalled. */
async function studyFolder(
  changes: Partial<StudyConfiguration> = {},
  change: (entries: readonly JournalEntry[]) => readonly JournalEntry[] = (entries) => entries,
): Promise<readonly JournalEntry[]> {
  const { study, entries } = await storeVisits(folder.path, changes);
  const environment = readEnvironment();
  const parts = buildParts({ tool: readTool(), study, environment, harness_cost: HARNESS_COST });
  writeManifest(folder.path, buildManifest(parts));
  const journal = Journal.create(folder.path);
  for (const entry of change(entries)) journal.append(entry);
  journal.close();
  return entries;
}

async function analyze(flags: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  await analyzeCommand({ dir: folder.path, ...flags });
  return process.exitCode;
}

const BOTH = ['lww', 'crdt'].map((name) => ({ type: 'built_in', name }) as const);

/** The entry as a repetition that crashed leaves it. */
function crashed(entry: JournalEntry): JournalEntry {
  const nothing = { verdict: 'UNKNOWN', outcome: null, findings: [], fates: null } as const;
  const counts = Object.fromEntries(
    Object.keys(entry.record)
      .filter((name) =>
        /^(writes_(?!per)|contrib|escalations|attribution|conv|contended|conflict_share$)/.test(
          name,
        ),
      )
      .map((name) => [name, null]),
  );
  const record = {
    ...entry.record,
    ...counts,
    ...nothing,
    status: 'crashed',
    note: 'exited',
  } as const;
  return { ...entry, record, finals: [], evidence: null };
}

describe('analyze', () => {
  it('shows the table of what was judged again, and that it is as stored', async () => {
    await studyFolder({ strategies: BOTH, runs: 2 });
    expect(await analyze()).toBe(0);
    const rows = said.stdout.split('\n').filter((line) => line.includes('mixed'));
    expect(rows.slice(0, 4).map((row) => /crdt|lww/.exec(row)?.[0])).toEqual([
      ...['crdt', 'crdt', 'lww', 'lww'],
    ]);
    expect(said.stdout).toContain(
      'judged again: 4 of 4 repetitions\nevery judgement is as stored\n',
    );
    expect(said.stderr).toBe('');
  });

  it('holds lww to what is expected of it on the command line and in the study', async () => {
    await studyFolder({ strategies: BOTH, expect: { lww: 'pass' } });
    expect(await analyze({ quiet: true })).toBe(1);
    expect(await analyze({ quiet: true, expect: 'lww=fail' })).toBe(0);
    expect(said).toEqual({ stdout: '', stderr: '' });
  });

  it('says by visit what is not as stored, and fails', async () => {
    await studyFolder({ strategies: BOTH }, (entries) =>
      entries.map((entry) =>
        entry.record.strategy === 'lww'
          ? { ...entry, record: { ...entry.record, writes_lost: 0 } }
          : entry,
      ),
    );
    expect(await analyze()).toBe(1);
    expect(said.stdout).toContain('not as stored: 1 repetition\n');
    expect(said.stdout).toMatch(
      /mixed\/lww\/mesh\/batch\/a3\/tinline#0: writes_lost: stored 0, judged/,
    );
    expect(await analyze({ quiet: true })).toBe(1);
    expect(said.stderr).toMatch(/^mergestorm: mixed\/lww.*writes_lost/m);
  });

  it('takes the verdict of the evidence, whatever the journal says', async () => {
    await studyFolder({}, (entries) =>
      entries.map((entry) =>
        forgeEvidence(folder.path, entry, (text) => text.replace(/"text":"./, '"text":"')),
      ),
    );
    expect(await analyze()).toBe(1);
    expect(said.stdout).toMatch(/mixed +crdt +FAIL +corrupted/);
    expect(said.stdout).toContain('survival: stored "PASS", judged again "FAIL"');
  });

  it('counts what left no evidence, and is undecided about it', async () => {
    await studyFolder({ runs: 3 }, ([first, ...others]) => [
      ...(first ? [crashed(first)] : []),
      ...others,
    ]);
    expect(await analyze()).toBe(2);
    expect(said.stdout).toContain('judged again: 2 of 3 repetitions\n');
    expect(said.stdout).toContain('without evidence, not judged again: 1 (crashed 1)\n');
    expect(said.stdout).toContain('every judgement is as stored\n');
  });

  it('decides nothing where nothing was executed', async () => {
    await studyFolder({}, () => []);
    expect(await analyze()).toBe(2);
    expect(said.stdout).toBe('judged again: 0 of 0 repetitions\n');
  });

  it('prints JSON alone on stdout, and the table beside it', async () => {
    await studyFolder({ strategies: BOTH, blobs: 'keep' });
    expect(await analyze({ json: true })).toBe(0);
    expect(said.stderr).toContain('every judgement is as stored');
    const document = JSON.parse(said.stdout) as { judgements: readonly object[] };
    expect(document).toMatchObject({ repetitions: 2, judged_again: 2, differing: 0 });
    expect(document.judgements[0]).toMatchObject({
      visit: 'mixed/crdt/mesh/batch/a3/tinline#0',
      strategy: 'crdt',
      status: 'ok',
      basis: 'evidence',
      verdict: 'PASS',
      writes_lost: 0,
      states: { verdict: 'PASS', reasons: [] },
      differences: [],
    });
  });

  it('reads kept states again, those of plug-ins only with --load-plugins', async () => {
    const strategies = [{ type: 'plugin', url: GROW_ONLY }] as const;
    await studyFolder({ strategies, workloads: ['clean_merge'], rounds: 1, blobs: 'keep' });
    expect(await analyze()).toBe(0);
    expect(said.stdout).toContain('states read again: 0 of 1 repetition read as the evidence says');
    expect(said.stdout).toContain('states not read again: plug-ins were not loaded');
    expect(await analyze({ 'load-plugins': true })).toBe(0);
    expect(said.stdout).toContain('states read again: 1 of 1 repetition read as the evidence says');
  });

  it('tells of a journal that is torn at its end, and judges the rest', async () => {
    await studyFolder({ runs: 2 });
    const path = join(folder.path, 'cells.jsonl');
    writeFileSync(path, readFileSync(path).subarray(0, -10));
    expect(await analyze()).toBe(0);
    expect(said.stderr).toContain('torn');
    expect(said.stdout).toContain('judged again: 1 of 1 repetition\n');
  });

  it('says so where the study was judged by another version', async () => {
    await studyFolder();
    const path = join(folder.path, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, JSON.stringify({ ...manifest, tool_version: '0.0.1' }));
    expect(await analyze()).toBe(0);
    expect(said.stderr).toContain(`judged by mergestorm 0.0.1, and is judged again by ${version}`);
  });

  it('is an error where there is no such folder, or evidence is missing', async () => {
    await expect(analyze({ dir: join(folder.path, 'nowhere') })).rejects.toThrow(
      problem(66, 'nowhere'),
    );
    const [entry] = await studyFolder();
    const { path } = fileOf(entry?.evidence ?? null);
    rmSync(join(folder.path, path));
    await expect(analyze()).rejects.toThrow(problem(65, path));
  });

  it('is an error where the manifest would load code that is not a file', async () => {
    const url = 'data:text/javascript,export const strategy = 1';
    await studyFolder();
    const path = join(folder.path, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as { study: object };
    const study = { ...manifest.study, strategies: [{ type: 'plugin', url }] };
    writeFileSync(path, JSON.stringify({ ...manifest, study }));
    await expect(analyze({ 'load-plugins': true })).rejects.toThrow(
      problem(65, 'manifest.json', 'file:'),
    );
  });
});
