// Every flag that takes a number, and every way of typing what is none: exit code 64, nothing on stdout, and
// one line on stderr that names the flag and the value.

import { describe, expect, it } from 'vitest';
import { parseDecimal, parseWhole } from '../../src/cli/numbers.js';
import { studyFromFlags } from '../../src/cli/study-options.js';
import type { StudyFlag } from '../../src/cli/study-options.js';
import { mergestorm } from './support/mergestorm.js';

const NO_NUMBER = ['abc', '', '1e3', 'NaN', 'Infinity', '0x10', '2,,4', '--5', '２'] as const;
const NOT_WHOLE = ['2.5', '9007199254740993', '-9007199254740993'] as const;

const WHOLE_FLAGS: readonly (readonly [flag: StudyFlag, ...outOfRange: string[]])[] = [
  ['agents', '-5', '0', '1000001', '2,x', '2,2', '2,02'],
  ['writes', '-5', '0', '2,4'],
  ['rounds', '-5', '0', '2,4'],
  ['runs', '-5', '0', '2,4'],
  ['warmup', '-5', '2,4'],
  ['seed', '2147483648', '-2147483649', '2,4'],
  ['threads', '-5', '1025', '2,2', '2,02'],
  ['fan-out', '-5', '0', '2,4'],
  ['max-heal-rounds', '-5', '2,4'],
  ['staleness', '-5', '2,4'],
  ['hot-fields', '-5', '0', '2,4'],
  ['days', '-5', '0', '2,4'],
  ['hot', '-5', '2,4'],
  ['fields', '-5', '0', '2,4'],
  ['value-chars', '-5', '15', '2,4'],
  ['timeout', '-5', '0', '2,4'],
  ['thread-heap', '-5', '0', '2,4'],
];

const DECIMAL_FLAGS: readonly (readonly [flag: StudyFlag, ...outOfRange: string[]])[] = [
  ['model-latency', '-5', '3600001', '2,4'],
  ['skew', '-5', '10.1', '0.0000001', '2,4'],
  ['overlap', '-0.5', '1.5', '2,4'],
  ['rate', '-1', '0', '10000001', '2,4'],
  ['conflict-share', '-0.5', '1.5', '2,4'],
  ['mergeable', '-0.5', '1.5', '2,4'],
  ['kinds', '-1,1,1', '1,1', '1,1,1,1', '9007199254740993,1,1', '1,,1', '0,0,0'],
];

const BAD_VALUES = [
  ...WHOLE_FLAGS.map(
    ([flag, ...values]) => [flag, [...NO_NUMBER, ...NOT_WHOLE, ...values]] as const,
  ),
  ...DECIMAL_FLAGS.map(([flag, ...values]) => [flag, [...NO_NUMBER, ...values]] as const),
];

function expectOneLine(stderr: string, flag: string, value: string): void {
  expect(stderr).toMatch(/^mergestorm: [^\n]+\n$/);
  expect(stderr).toContain(`--${flag} `);
  expect(stderr).toContain(value);
}

describe('a flag with a value that is no number or out of range', () => {
  it.each(BAD_VALUES)('--%s is refused by name and value', (flag, values) => {
    for (const value of values.filter((text) => text !== '')) {
      expect(() => studyFromFlags('test', { [flag]: value }, 'refuse'), value).toThrow(
        expect.objectContaining({
          exit_code: 64,
          message: expect.stringMatching(new RegExp(`^bad value: --${flag} "`)) as string,
        }) as Error,
      );
    }
  });

  it.each(BAD_VALUES.map(([flag, values]) => [flag, values.at(-1) ?? ''] as const))(
    '--%s=%s ends with exit code 64 and one line',
    async (flag, value) => {
      const { code, stdout, stderr } = await mergestorm(['run', `--${flag}=${value}`]);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expectOneLine(stderr, flag, value);
    },
  );
});

describe('a flag as the command line hands it over', () => {
  it.each(['abc', '-5', '1e3', '2.5', '9007199254740993', '2,2', '2,,4', '0', '２'])(
    '--agents %s reaches us as it is typed',
    async (value) => {
      const { code, stdout, stderr } = await mergestorm(['run', '--agents', value]);
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expectOneLine(stderr, 'agents', JSON.stringify(value));
    },
  );

  it.each([
    [['--agents', ''], '--agents ""'],
    [['--agents='], '--agents ""'],
    [['--agents', ' '], '--agents " "'],
    [['--agents', '2', '--agents', '4'], '--agents "2 4"'],
    [['--agents'], '--agents: give one'],
    [['--agents', '--json'], '--agents: give one'],
    [['--agents', '--', '4'], '--agents: give one'],
    [['--log', '-x.jsonl'], '--log: give one, as --log=VALUE'],
    [['--seed', '1', '--seed', '1'], '--seed "1 1"'],
    [['--json=maybe'], '--json "maybe"'],
    [['--json=false'], '--json "false"'],
    [['--dry-run='], '--dry-run ""'],
    [['--no-json'], '"--no-json"'],
    [['--agnets', '4'], '"--agnets": did you mean --agents?'],
    [['--agnets=4'], '"--agnets": did you mean --agents?'],
    [['-agents', '4'], '"-agents": did you mean --agents?'],
    [['--seeds', '4'], 'flag of another command: --seeds'],
    [['stray'], '"stray"'],
    [['list'], '"list"'],
    [['--agents', '2', '4'], '"4"'],
    [['--', 'stray'], '"stray"'],
    [['--__proto__', '3'], 'proto'],
    [['--constructor', '3'], '"--constructor"'],
    [['--model', 'm.mjs', '--model-latency', '5'], '--model-latency "5"'],
    [['--log', 'x.jsonl'], '--log "x.jsonl": add log to --workload'],
  ])('run %j is refused in one line', async (words, where) => {
    const { code, stdout, stderr } = await mergestorm(['run', '--dry-run', ...words]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^mergestorm: [^\n]+\n$/);
    expect(stderr).toContain(where);
  });
});

describe('numbers as people type them', () => {
  it('may have a sign, and in lists spaces around them', () => {
    expect(parseWhole('seed', '-5', { min: -9, max: 9 })).toBe(-5);
    expect(parseWhole('seed', '+5', { min: -9, max: 9 })).toBe(5);
    expect(studyFromFlags('test', { agents: '2, 4 ,+16' }, 'refuse').agents).toEqual([2, 4, 16]);
  });

  it('may be decimal where that makes sense, down to a millionth', () => {
    const bounds = { min: 0, max: 1 };
    expect(
      ['0', '.5', '1.', '0.000001'].map((text) => parseDecimal('overlap', text, bounds)),
    ).toEqual([0, 0.5, 1, 0.000001]);
  });
});
