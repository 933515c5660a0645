import { FAULT_NAMES } from '../../src/coordinator/faults/registry.js';
import { TOPOLOGY_NAMES } from '../../src/coordinator/topologies/registry.js';
import { describe, expect, it } from 'vitest';
import { mergestorm } from './support/mergestorm.js';

const COMMANDS = [
  'run',
  'study',
  'report',
  'analyze',
  'replay',
  'compare',
  'export',
  'sessions',
  'list',
  'demo',
  'repro',
  'selftest',
];

describe('help', () => {
  it.each([['--help'], ['-h'], ['help'], ['rnu', '--help']])(
    'is what %s %s asks for',
    async (...words) => {
      const { code, stdout, stderr } = await mergestorm(words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^mergestorm <command>\n/);
      for (const command of COMMANDS)
        expect(stdout).toMatch(new RegExp(`^  mergestorm ${command} `, 'm'));
    },
  );

  it.each([
    ['run', '--help'],
    ['run', '-h'],
    ['help', 'run'],
    ['run', '--agents', 'abc', '--help'],
  ])('of a command is what %s %s asks for, whatever else is typed', async (...words) => {
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^mergestorm run /);
    expect(stdout).toMatch(/--model-latency +milliseconds .*\(150\)$/m);
    expect(stdout).not.toMatch(/\[(string|boolean|default)|~|.{101}/);
  });

  it('is not asked for by a word after --', async () => {
    const { code, stdout } = await mergestorm(['run', '--', '--help']);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  });
});

describe('--version', () => {
  it('prints the version and nothing else', async () => {
    const { code, stdout, stderr } = await mergestorm(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe('a command line without a known command', () => {
  it.each([
    [[], 'mergestorm: no command given: mergestorm: choose from run, study, report, '],
    [['--json'], 'mergestorm: no command given: '],
    [['rnu'], 'mergestorm: unknown command: "rnu": did you mean run? choose from run, study'],
    [['x'.repeat(40)], 'mergestorm: unknown command: "xxx'],
    [
      ['list', '--agents', '4'],
      'mergestorm: flag of another command: --agents: see mergestorm list',
    ],
    [['report'], 'mergestorm: not enough words: mergestorm report: give <dir>'],
    [['compare', 'base'], 'mergestorm: not enough words: mergestorm compare: give <base> <new>'],
    [['list', 'stray'], 'mergestorm: unexpected argument: "stray": '],
    [['replay', 'a', 'b'], 'mergestorm: unexpected argument: "b": give <target> and no more, '],
    [['\u001b[31mrun'], 'mergestorm: unknown command: "\\u001b[31mrun": '],
  ])('%j ends with exit code 64 and one line', async (words, line) => {
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: [^\n]+\n$/);
    expect(stderr.startsWith(line)).toBe(true);
  });
});

describe('list', () => {
  it('shows everything there is to choose from with one line each', async () => {
    const { code, stdout, stderr } = await mergestorm(['list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const names = ['lww', 'transactional', 'crdt', 'clean_merge', 'semantic_conflict', 'mixed'];
    const ofSessions = ['sqlite', 'linearizable', 'checkpoint redrive cancel'];
    for (const name of [...names, 'log', 'mesh', ...ofSessions])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S.*$`, 'm'));
  });

  it('says the same as JSON', async () => {
    const { code, stdout, stderr } = await mergestorm(['list', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      strategies: [
        { name: 'lww', expectation: 'fail' },
        { name: 'transactional', expectation: 'pass' },
        { name: 'crdt', expectation: 'pass' },
        { name: 'langgraph', expectation: 'pass' },
        { name: 'leased', expectation: 'pass' },
      ],
      workloads: [
        { name: 'clean_merge' },
        { name: 'semantic_conflict' },
        { name: 'mixed' },
        { name: 'log' },
        { name: 'git' },
      ],
      topologies: TOPOLOGY_NAMES.map((name) => ({ name })),
      faults: FAULT_NAMES.map((name) => ({ name })),
    });
  });
});

describe('--debug', () => {
  it('adds the stack to the line, which otherwise stands alone', async () => {
    const { code, stderr } = await mergestorm(['run', '--agents', 'x', '--debug']);
    expect(code).toBe(64);
    expect(stderr).toMatch(/^mergestorm: bad value: .*\nUserError: .*\n {4}at /);
  });
});
