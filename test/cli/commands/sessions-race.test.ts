import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SESSION_PROPERTIES } from '../../../src/sessions/judge/judge.js';
import type { RaceHistory } from '../../../src/sessions/history.js';
import { raceOptionsFrom } from '../../../src/cli/commands/sessions/race-options.js';
import { readHistoryFile } from '../../../src/cli/sessions-race/history-file.js';
import { UserError } from '../../../src/model/problem.js';
import { mergestorm, temporaryFolder } from '../support/mergestorm.js';

const RACE = ['sessions', 'race', '--agents', '6', '--sessions', '2', '--turns', '3'];
const SIMULATED = [...RACE, '--store', 'memory', '--threads', '0'];

interface HistoryFile {
  readonly history: RaceHistory;
}

describe('mergestorm sessions race', () => {
  it('simulates the same race for the same seed, and names every property', async () => {
    const first = await mergestorm([...SIMULATED, '--seed', '4']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await mergestorm([...SIMULATED, '--seed', '4'])).toEqual(first);
    for (const { name } of SESSION_PROPERTIES) {
      expect(first.stdout).toMatch(new RegExp(`^${name} +PASS`, 'm'));
    }
    expect(first.stdout).toMatch(
      /^memory store, 6 agents x 3 turns for 2 sessions, simulated, seed 4$/m,
    );
    expect(first.stdout).toMatch(/^work-once +PASS +\d+ rows of work$/m);
    expect(first.stdout).toMatch(/^contended attempts +\d+$/m);
    expect(first.stdout).not.toMatch(/turns\/s|p99/);
    expect(first.stdout).toMatch(/\nPASS\n$/);
  });

  it('races on threads, prints JSON alone on stdout, and keeps the history for the judge', async () => {
    const file = join(temporaryFolder(), 'history.json');
    const raced = await mergestorm([...RACE, '--json', '--history', file]);
    const result = JSON.parse(raced.stdout) as Readonly<Record<string, unknown>>;
    expect(result).toMatchObject({
      ...{ status: 'ok', history_file: file },
      options: { store: 'sqlite', threads: 2, agents: 6 },
      latency: { claim: { count: expect.any(Number) as number } },
      replay: expect.stringMatching(/^mergestorm sessions race --store=sqlite /) as string,
    });
    expect(raced.stderr).toMatch(/^claim +\d/m);
    const judged = await mergestorm(['sessions', 'judge', file, '--json']);
    const { verdict, findings } = JSON.parse(judged.stdout) as Readonly<Record<string, unknown>>;
    expect({ code: judged.code, verdict, findings }).toEqual({
      ...{ code: raced.code, verdict: result['verdict'], findings: result['findings'] },
    });
  });

  it('says nothing when asked to be quiet', async () => {
    const { stdout, stderr } = await mergestorm([...SIMULATED, '--quiet']);
    expect(stdout + stderr).toBe('');
  });

  it('is undecided where nobody met anybody, and tells what is missing and how to see it again', async () => {
    const alone = ['--agents', '1', '--sessions', '1', '--turns', '1', '--threads', '0'];
    const { code, stdout } = await mergestorm(['sessions', 'race', '--store', 'memory', ...alone]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^contention +UNKNOWN/m);
    expect(stdout).toMatch(/^nothing to judge .*contention by: let more agents race, /m);
    expect(stdout).toMatch(
      /^the same again: mergestorm sessions race --store=memory --agents=1 .*--seed=1 /m,
    );
  });

  it('refuses what cannot be on one line', async () => {
    const flags = ['--store', 'memory', '--threads', '2'];
    const { code, stdout, stderr } = await mergestorm(['sessions', 'race', ...flags]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: no such race: --threads 2: [^\n]+\n$/);
  });

  it.each([
    [{ agents: '2', threads: '3' }, '--threads 3'],
    [{ agents: '10000', turns: '11' }, '--agents 10000 --turns 11'],
    [{ store: 'sqlte' }, 'did you mean sqlite?'],
    [{ agents: '0' }, '--agents "0"'],
    [{ ttl: 'soon' }, '--ttl "soon"'],
    [{ 'yield-share': '2' }, '--yield-share "2"'],
  ])('refuses %j', (typed, named) => {
    const refusal = thrownBy(() => raceOptionsFrom(typed));
    expect(refusal).toMatchObject({ exit_code: 64 });
    expect(refusal?.message).toContain(named);
  });
});

function thrownBy(act: () => unknown): UserError | null {
  try {
    act();
    return null;
  } catch (thrown) {
    return thrown instanceof UserError ? thrown : null;
  }
}

describe('mergestorm sessions judge', () => {
  async function historyFile(change: (file: HistoryFile) => void): Promise<string> {
    const file = join(temporaryFolder(), 'history.json');
    await mergestorm([...SIMULATED, '--quiet', '--history', file]);
    const content = JSON.parse(readFileSync(file, 'utf8')) as HistoryFile;
    change(content);
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  it('reads packed histories, too, which a race writes where the name says so', async () => {
    const file = await historyFile(() => undefined);
    await mergestorm([...SIMULATED, '--quiet', '--history', `${file}.gz`]);
    const unpacked: unknown = JSON.parse(gunzipSync(readFileSync(`${file}.gz`)).toString());
    expect(unpacked).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    const packed = await mergestorm(['sessions', 'judge', `${file}.gz`]);
    expect(packed).toEqual(await mergestorm(['sessions', 'judge', file]));
    expect(packed.code).toBe(0);
  });

  it('fails on a history in which work was lost, and shows the calls', async () => {
    const file = await historyFile(({ history }) => {
      for (const { args } of history.entries) {
        if ('request' in args && 'completes' in args.request) {
          Object.assign(args.request.completes, { work: [] });
        }
      }
    });
    const { code, stdout } = await mergestorm(['sessions', 'judge', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^work-once +FAIL/m);
    expect(stdout).toMatch(/^work-once:\n {2}call \d+, .* agent \d+\.\d+ on thread 0: /m);
  });

  it.each(['', '{}', '[[[[', '{"schema_version":1,"visit":"x","history":{"seed":1}}'])(
    'refuses a damaged history: %s',
    (content) => {
      const file = join(temporaryFolder(), 'history.json');
      writeFileSync(file, content);
      expect(thrownBy(() => readHistoryFile(file))).toMatchObject({ exit_code: 65 });
    },
  );

  it('says that there is no such file', async () => {
    const { code, stderr } = await mergestorm(['sessions', 'judge', '/nowhere/history.json']);
    expect(code).toBe(66);
    expect(stderr).toMatch(
      /^mergestorm: no history of a race: \/nowhere\/history\.json: [^\n]+\n$/,
    );
  });
});
