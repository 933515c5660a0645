import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayCommand } from '../../src/cli/commands/replay.js';
import { reportCommand } from '../../src/cli/commands/report.js';
import { crdt } from '../../src/strategies/crdt.js';
import { transactional } from '../../src/strategies/transactional.js';
import { fileOf } from '../coordinator/evidence/stored-visits.js';
import { drawHistory } from '../coordinator/replay/build-history.js';
import { problem } from '../results/study/problem.js';
import { useTemporaryFolder } from '../results/study/temporary-folder.js';
import { asHistory, forgetful, forgetfulPlugin, studyFolder } from './replay-study.js';

const folder = useTemporaryFolder();
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

async function replay(target: string, flags: Readonly<Record<string, unknown>> = {}) {
  Object.assign(said, { stdout: '', stderr: '' });
  await replayCommand({ target: join(folder.path, target), ...flags });
  return process.exitCode;
}

const LWW = { strategies: [{ type: 'built_in', name: 'lww' }] } as const;

/** A study of one repetition, which was a gossiped history that a plug-in failed on; its evidence file. */
async function forgetfulStudy(): Promise<string> {
  const url = forgetfulPlugin(folder.path);
  const gossip = drawHistory(1, { agents: 6, rounds: 5, writes: 2, style: 'storm' });
  const [entry] = await studyFolder(folder.path, { strategies: [{ type: 'plugin', url }] }, (one) =>
    asHistory(folder.path, one, gossip, forgetful),
  );
  return fileOf(entry?.evidence ?? null).path;
}

describe('replay of evidence', () => {
  it('ends as the repetition did, and says so', async () => {
    const [entry] = await studyFolder(folder.path);
    expect(await replay(fileOf(entry?.evidence ?? null).path)).toBe(0);
    expect(said.stdout).toMatch(
      /^replayed: mixed\/crdt\/.*#0 \(version [\d.]+, seed 1\)\nhistory: 3 agents, 2 rounds, 24 writes\n/,
    );
    expect(said.stdout).toContain(
      'verdict: PASS, as recorded\ncontents: as recorded at 3 replicas\n',
    );
    expect(said.stderr).toBe('');
  });

  it.each([
    ['lww', 'batch'],
    ['lww', 'pairwise'],
    ['transactional', 'pairwise'],
    ['crdt', 'pairwise'],
  ] as const)('ends as it did for %s, %s', async (name, exchange) => {
    const strategies = [{ type: 'built_in', name }] as const;
    const [entry] = await studyFolder(folder.path, { strategies, exchanges: [exchange] });
    expect(await replay(fileOf(entry?.evidence ?? null).path)).toBe(0);
    expect(said.stdout).toContain('contents: as recorded at 3 replicas\n');
  });

  it('fails where what fails is not expected to, by what the study expects', async () => {
    const [entry] = await studyFolder(folder.path, { ...LWW, expect: { lww: 'pass' } });
    expect(await replay(fileOf(entry?.evidence ?? null).path, { quiet: true })).toBe(1);
    expect(said).toEqual({ stdout: '', stderr: '' });
  });

  it('fails where replicas end otherwise, and is undecided where another version replays it', async () => {
    const gossip = drawHistory(1, { agents: 3, rounds: 2, writes: 4, style: 'storm' });
    const forged = (version: string) =>
      studyFolder(folder.path, {}, async (one) => {
        const entry = await asHistory(folder.path, one, gossip, transactional);
        return { ...entry, record: { ...entry.record, strategy_version: version } };
      });
    const [entry] = await forged(crdt.version);
    const path = fileOf(entry?.evidence ?? null).path;
    expect(await replay(path)).toBe(1);
    expect(said.stdout).toContain('contents: not as recorded at 3 of 3 replicas: ');
    for (const name of ['cells.jsonl', 'manifest.json']) rmSync(join(folder.path, name));
    await forged('0.0.1');
    expect(await replay(path)).toBe(2);
    expect(said.stderr).toContain(`made with crdt 0.0.1, and is replayed with ${crdt.version}`);
  });
});

describe('replay --shrink', () => {
  it('finds the least that still fails, and writes it as a file that fails again', async () => {
    const evidence = await forgetfulStudy();
    const out = join(folder.path, 'least.json');
    const flags = { shrink: true, 'load-plugins': true };
    expect(await replay(evidence, { ...flags, out })).toBe(1);
    expect(said.stdout).toContain('history: 6 agents, 5 rounds, 60 writes\n');
    expect(said.stdout).toContain(
      'verdict: FAIL, as recorded\ncontents: as recorded at 6 replicas\n',
    );
    expect(said.stdout).toMatch(
      /shrunk: 1 agent, 1 round, 1 write fail survival \(\d+ histories tried, nothing more can be left out\)\n {2}1\. agent-\d adds \[3\] to grow_set tags\d\n/,
    );
    expect(said.stdout).toContain(`written: ${out} (mergestorm replay ${out} --load-plugins)\n`);
    const first = said.stdout.split('\n').filter((line) => /^ {2}\d/.test(line));
    expect(await replay('least.json', flags)).toBe(1);
    expect(said.stdout).toContain(
      'history: 1 agent, 1 round, 1 write\nverdict: FAIL, as recorded\n',
    );
    expect(said.stdout.split('\n').filter((line) => /^ {2}\d/.test(line))).toEqual(first);
  });

  it('prints JSON alone on stdout', async () => {
    const evidence = await forgetfulStudy();
    await replay(evidence, { shrink: true, 'load-plugins': true, json: true });
    expect(JSON.parse(said.stdout)).toMatchObject({
      verdict: 'FAIL',
      recorded_verdict: 'FAIL',
      contents_as_recorded: true,
      agents: 6,
      writes: 60,
      shrunk: { check: 'survival', type: 'minimal', agents: 1, writes: 1 },
      out: null,
    });
    expect(said.stderr).toContain('verdict: FAIL, as recorded');
  });

  it('says so where nothing fails, or it may not try often enough', async () => {
    const [entry] = await studyFolder(folder.path);
    expect(await replay(fileOf(entry?.evidence ?? null).path, { shrink: true })).toBe(0);
    expect(said.stdout).toContain('shrunk: no check fails');
    rmSync(folder.path, { recursive: true });
    mkdirSync(folder.path);
    const evidence = await forgetfulStudy();
    await replay(evidence, { shrink: true, 'load-plugins': true, attempts: '2' });
    expect(said.stdout).toContain('(2 histories tried, more could be left out: raise --attempts)');
  });

  it('looks for the check that it is told, if that fails', async () => {
    const evidence = await forgetfulStudy();
    const flags = { shrink: true, 'load-plugins': true };
    await replay(evidence, { ...flags, check: 'survival' });
    expect(said.stdout).toContain('fail survival');
    const other = replay(evidence, { ...flags, check: 'convergence' });
    await expect(other).rejects.toThrow(problem(64, '--check', 'survival'));
  });
});

describe('the folder of a failure', () => {
  it('has what it takes to replay it, and a trace', async () => {
    await studyFolder(folder.path, { ...LWW, expect: { lww: 'pass' } });
    await reportCommand({ dir: folder.path });
    expect(said.stdout).toMatch(/^failures: .*failures \(1, see how-to.txt in each\)\nreport: /m);
    const [name = ''] = readdirSync(join(folder.path, 'failures'));
    const place = `failures/${name}`;
    expect(readdirSync(join(folder.path, place)).sort()).toEqual([
      ...['failure.json', 'how-to.txt', 'trace.jsonl'],
    ]);
    expect(await replay(place, { shrink: true })).toBe(1);
    expect(said.stdout).toMatch(/shrunk: 2 agents, 1 round, \d writes fail/);
    for (const file of ['failure.json', 'how-to.txt', 'trace.jsonl']) {
      expect(await replay(`${place}/${file}`)).toBe(1);
    }
    const inside = problem(66, 'failure.json', 'name a folder inside failures/');
    for (const around of ['.', 'failures']) await expect(replay(around)).rejects.toThrow(inside);
    const lines = readFileSync(join(folder.path, place, 'trace.jsonl'), 'utf8').split('\n');
    const events = lines.slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events[0]).toMatchObject({
      event: 'history',
      visit: expect.stringContaining('lww') as string,
    });
    expect(existsSync(join(folder.path, place, String(events[0]?.['evidence'])))).toBe(true);
    expect(events.filter(({ event }) => event === 'write')).toHaveLength(24);
    expect(events.at(-1)).toEqual({ round: 1, event: 'round_ends' });
  });
});

describe('replay refuses', () => {
  it('what is not there', async () => {
    await expect(replay('nowhere')).rejects.toThrow(problem(66, 'nowhere'));
    await expect(replay('.')).rejects.toThrow(problem(66, 'failure.json'));
    await studyFolder(folder.path);
    const stray = join(folder.path, 'evidence/stray.json.gz');
    writeFileSync(stray, Buffer.from([0x1f, 0x8b, 8, 0]));
    await expect(replay('evidence/stray.json.gz')).rejects.toThrow(problem(66, 'cells.jsonl'));
  });

  it('a repetition that left no history', async () => {
    const path = await studyFolder(folder.path, {}, (entry) => ({ ...entry, evidence: null }));
    expect(path).toHaveLength(1);
    const place = join(folder.path, 'failures/x');
    mkdirSync(place, { recursive: true });
    const { cell_id } = path[0]?.record ?? {};
    writeFileSync(join(place, 'failure.json'), JSON.stringify({ cell_id, repetition: 0 }));
    await expect(replay('failures/x')).rejects.toThrow(problem(66, 'left no history'));
  });

  it('code that it was not told to execute', async () => {
    const evidence = await forgetfulStudy();
    await expect(replay(evidence)).rejects.toThrow(problem(64, 'forgetful.mjs', '--load-plugins'));
    const out = join(folder.path, 'history.json');
    await replay(evidence, { 'load-plugins': true, out, quiet: true });
    const text = readFileSync(out, 'utf8').replace(/"file:[^"]*"/, '"data:text/javascript,export"');
    writeFileSync(out, text);
    await expect(replay('history.json', { 'load-plugins': true })).rejects.toThrow(
      problem(65, 'file:'),
    );
  });

  it.each([
    ['{', 'JSON'],
    ['{}', 'schema_version'],
    ['[[[[[[[[', 'JSON'],
    ['{"__proto__":{"a":1}}', 'schema_version'],
  ])('a history file that is %s', async (text, reason) => {
    writeFileSync(join(folder.path, 'history.json'), text);
    await expect(replay('history.json')).rejects.toThrow(problem(65, 'history.json', reason));
  });

  it('a history that could not have been', async () => {
    const [entry] = await studyFolder(folder.path);
    const out = join(folder.path, 'history.json');
    await replay(fileOf(entry?.evidence ?? null).path, { out, quiet: true });
    const sound = readFileSync(out, 'utf8');
    const strange =
      '{ "type": "restart", "agent_index": 9, "exported": null, "identity": "fresh" }';
    writeFileSync(out, sound.replace(/\{\s*"type": "everyone_to_everyone"\s*\}/, strange));
    await expect(replay('history.json')).rejects.toThrow(problem(65, 'history.json', 'agent'));
  });

  it('flags that say nothing it could do, before it reads anything', async () => {
    await expect(replay('nowhere', { attempts: '0' })).rejects.toThrow(problem(64, '--attempts'));
    const out = join(folder.path, 'no/such/folder.json');
    await expect(replay('nowhere', { out })).rejects.toThrow(problem(73, 'folder.json'));
  });
});
