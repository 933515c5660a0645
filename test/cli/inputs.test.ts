import { gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ended } from './support/mergestorm.js';
import {
  fixtureFile,
  mergestorm,
  QUICK,
  recordsOf,
  strategyFile,
  temporaryFolder,
} from './support/mergestorm.js';

function expectRefusal(
  { code, stdout, stderr }: Ended,
  exitCode: number,
  ...parts: string[]
): void {
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  expect(stderr).toMatch(/^mergestorm: [^\n]+\n$/);
  for (const part of parts) expect(stderr).toContain(part);
}

function logFile(content: string | Buffer, name = 'log.jsonl'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

const replay = (file: string, ...words: string[]) =>
  mergestorm([...QUICK, '--workload', 'log', '--log', file, ...words]);

describe('a name that is not known', () => {
  it.each([
    ['strategy', 'ccrdt', 'did you mean crdt? choose from lww, transactional, crdt'],
    ['strategy', 'constructor', 'choose from lww'],
    [
      'workload',
      'mixd',
      'did you mean mixed? choose from clean_merge, semantic_conflict, mixed, log',
    ],
    ['topology', 'mehs', 'did you mean mesh? choose from mesh'],
    ['exchange', 'bach', 'did you mean batch? choose from batch, pairwise'],
    ['threads', 'atuo', 'give auto, a number (0: simulation), agents or inline'],
    ['expect', 'crd=pass', 'did you mean crdt?'],
    ['expect', 'crdt', 'strategy=pass or strategy=fail'],
    ['expect', 'crdt=pass,crdt=fail', 'once'],
  ])('--%s %s is refused with the nearest one and the list', async (flag, name, remedy) => {
    expectRefusal(await mergestorm(['run', `--${flag}`, name]), 64, flag, remedy);
  });
});

describe('a plug-in strategy', () => {
  it('runs beside the built-in ones and is judged like them', async () => {
    const strategy = `${strategyFile('grow-only')},crdt`;
    const ended = await mergestorm([...QUICK, '--strategy', strategy, '--json']);
    const rows = recordsOf(ended).map(({ workload, strategy: name, verdict, outcome }) => {
      return [workload, name, verdict, outcome];
    });
    expect(rows).toEqual([
      ['clean_merge', 'grow-only', 'PASS', 'auto_merged'],
      ['clean_merge', 'crdt', 'PASS', 'auto_merged'],
      ['semantic_conflict', 'grow-only', 'PASS', 'escalated'],
      ['semantic_conflict', 'crdt', 'PASS', 'escalated'],
    ]);
    expect(ended.code).toBe(0);
  });

  it.each([
    ['./no-such-strategy.mjs', 66, 'plug-in not found'],
    ['/', 66, 'plug-in not found'],
    [`./${'x'.repeat(5_000)}.mjs`, 66, 'plug-in not found'],
    [strategyFile('does-not-load'), 69, 'this plug-in fails on purpose\\u000aover two lines'],
    [strategyFile('exports-nothing'), 69, 'export const strategy'],
  ])('%.60s ends with exit code %i before anything is executed', async (path, code, part) => {
    expectRefusal(await mergestorm([...QUICK, '--strategy', `crdt,${path}`]), code, part);
  });

  it('may not be called like another', async () => {
    const path = strategyFile('grow-only');
    const copy = logFile(readFileSync(path), 'copy.mjs');
    const words = ['--strategy', `${path},${copy}`];
    expectRefusal(
      await mergestorm([...QUICK, ...words]),
      69,
      'two strategies are called "grow-only"',
    );
  });

  it('that claims what no record can hold takes no other with it', async () => {
    const source = readFileSync(strategyFile('grow-only'), 'utf8');
    const liar = logFile(source.replace('model_calls: 0', 'model_calls: -1'), 'liar.mjs');
    const words = ['--strategy', `${liar},crdt`, '--workload', 'clean_merge', '--json'];
    const ended = await mergestorm([...QUICK, ...words]);
    expect(ended.code).toBe(2);
    expect(recordsOf(ended).map(({ status, verdict }) => [status, verdict])).toEqual([
      ['crashed', 'UNKNOWN'],
      ['ok', 'PASS'],
    ]);
    expect(recordsOf(ended)[0]?.['note']).toContain('model_calls: Too small');
  });

  it('that waits for nothing is not taken for one that ended well', async () => {
    const words = ['--strategy', strategyFile('waits-idle'), '--threads', 'inline'];
    const { code, stderr } = await mergestorm([...QUICK, ...words]);
    expect(code).toBe(69);
    expect(stderr).toContain('mergestorm: ended without a result: ');
  });
});

describe('a plug-in model', () => {
  it('that does not load ends with exit code 69 before anything is executed', async () => {
    const words = ['run', '--model', strategyFile('exports-nothing')];
    expectRefusal(await mergestorm(words), 69, 'export const model');
  });
});

describe('a write log', () => {
  it('is replayed with the agents it names', async () => {
    const ended = await replay(fixtureFile('team-compressed.jsonl.gz'), '--json', '--agents', '2');
    // Every write of that log follows the one before, so nothing is contended and nothing decided.
    expect(ended.code).toBe(2);
    expect(recordsOf(ended).map(({ workload, agents }) => [workload, agents])).toEqual(
      Array.from({ length: 3 }, () => ['log', 3]),
    );
    expect(ended.stderr).toContain('warning: --agents changes nothing here: log has its own');
  });

  it('has to be named, and only with the workload that reads it', async () => {
    expectRefusal(
      await mergestorm(['run', '--workload', 'log']),
      64,
      'name the write log with --log',
    );
    expectRefusal(await mergestorm(['run', '--log', 'x.jsonl']), 64, 'add log to --workload');
  });

  it('that is missing ends with exit code 66', async () => {
    expectRefusal(await replay('no-such-log.jsonl'), 66, 'no-such-log.jsonl');
  });

  it('that is malformed ends with exit code 64, its line and what is wrong', async () => {
    const good = '{"agent_id":"a","op_id":0,"field":"f","kind":"scalar","value":1}\n';
    const file = logFile(
      `${good}{"agent_id":"a","op_id":1,"field":"f","kind":"scaler","value":1}\n`,
    );
    expectRefusal(await replay(file), 64, `${file}:2: `, 'kind');
  });

  it('takes no result with it: cells before it are not executed either', async () => {
    const words = ['--workload', 'clean_merge,log', '--log', logFile('{\n')];
    expectRefusal(await mergestorm([...QUICK, ...words]), 64, ':1: ');
  });

  it('that is cut off inside its compression ends with exit code 64', async () => {
    const whole = gzipSync(readFileSync(fixtureFile('team.jsonl')));
    const file = logFile(whole.subarray(0, whole.length / 2), 'cut.jsonl.gz');
    expectRefusal(await replay(file), 64, 'cut.jsonl.gz');
  });

  it('moves no cursor: control characters are spelled out wherever they are shown', async () => {
    const line = (agent_id: string) =>
      `${JSON.stringify({
        ...{ agent_id, op_id: 0, kind: 'scalar', value: `\u001b]0;${agent_id}\u0007` },
        field: 'f\u009b31m\u202e\u001b[2J\r',
      })}\n`;
    const file = logFile(line('a\u001b[31m') + line('b\u0085'), 'l\u001b[31mog.jsonl');
    const [table, json] = await Promise.all([replay(file), replay(file, '--json')]);
    const shown = [table.stdout, table.stderr, json.stdout, json.stderr].join('');
    expect(shown).toContain('\\u001b[31m');
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expectRefusal(await replay('a\u001b[2J'), 66, 'a\\u001b[2J');
  });
});
