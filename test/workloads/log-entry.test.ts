import { describe, expect, it } from 'vitest';
import { parseLogLine } from '../../src/workloads/log-entry.js';
import { LogFault } from '../../src/workloads/log-fault.js';

const WRITE = { agent_id: 'a', op_id: 0, field: 'f', kind: 'scalar', value: 1 };

/** A line of the valid write with some keys replaced; undefined takes a key away. */
function lineWith(changes: object): string {
  return JSON.stringify({ ...WRITE, ...changes });
}

/** The valid write with the JSON text of its value as given, for what JSON.stringify never writes. */
function lineWithValue(value: string): string {
  return lineWith({ value: '@' }).replace('"@"', value);
}

function reasonOf(text: string): string {
  try {
    parseLogLine({ number: 7, text });
  } catch (thrown) {
    if (thrown instanceof LogFault && thrown.line === 7) return thrown.message;
  }
  return 'accepted';
}

const NAME_RULE = (key: string) => `${key} must be a string of 1 to 1024 characters`;
const OP_RULE = 'op_id must be a whole number, 0 or more';
const ROUND_RULE = 'round must be a whole number from 0 to 1000000';
const SET_RULE = 'value of a grow_set must be an array of strings, numbers, booleans and nulls';
const DOTS_RULE = 'happens_after must be an array of pairs ["agent_id", op_id]';
const KIND_RULE = 'kind must be one of scalar, grow_set, append_text';
const KEYS = 'the keys are agent_id, op_id, field, round, happens_after, kind, value';
const PAIR = 'holds half of a surrogate pair';
const DEEP = `${'['.repeat(101)}${']'.repeat(101)}`;
const ABYSS = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

describe('parseLogLine', () => {
  it.each([
    [{}, WRITE],
    [{ value: null }, { ...WRITE, value: null }],
    [{ value: { b: [1, { c: '✓' }] } }, { ...WRITE, value: { b: [1, { c: '✓' }] } }],
    [
      { kind: 'grow_set', value: ['x', 1, true, null] },
      { ...WRITE, kind: 'grow_set', value: ['x', 1, true, null] },
    ],
    [
      { kind: 'grow_set', value: [] },
      { ...WRITE, kind: 'grow_set', value: [] },
    ],
    [
      { kind: 'append_text', value: '' },
      { ...WRITE, kind: 'append_text', value: '' },
    ],
    [{ happens_after: [['b', 3]] }, { ...WRITE, happens_after: [['b', 3]] }],
    [{ op_id: Number.MAX_SAFE_INTEGER }, { ...WRITE, op_id: Number.MAX_SAFE_INTEGER }],
    [
      { agent_id: '__proto__', field: 'constructor' },
      { ...WRITE, agent_id: '__proto__', field: 'constructor' },
    ],
    [{ field: 'x'.repeat(1024) }, { ...WRITE, field: 'x'.repeat(1024) }],
  ])('accepts %j', (changes, write) => {
    expect(parseLogLine({ number: 7, text: lineWith(changes) })).toEqual({
      line: 7,
      round: 0,
      write,
    });
  });

  it('keeps the round beside the write', () => {
    const entry = parseLogLine({ number: 1, text: lineWith({ round: 1_000_000 }) });
    expect(entry).toEqual({ line: 1, round: 1_000_000, write: WRITE });
  });

  it('keeps a member called __proto__ as a member', () => {
    const text = lineWithValue('{"__proto__":{"polluted":true}}');
    const { write } = parseLogLine({ number: 1, text });
    expect(JSON.stringify(write.value)).toBe('{"__proto__":{"polluted":true}}');
    expect('polluted' in Object.prototype).toBe(false);
  });

  it('accepts a value nested 100 deep', () => {
    expect(reasonOf(lineWithValue(DEEP.slice(1, -1)))).toBe('accepted');
  });

  it.each([
    ['text that is not JSON', 'hello', 'the line is not JSON: "hello"'],
    ['a line cut short', '{"agent_id":"a"', 'the line is not JSON: "{\\"agent_id\\":\\"a\\""'],
    ['escape sequences', '\u001b[31m{}', 'the line is not JSON: "\\u001b[31m{}"'],
    ['an array', '[]', 'a line must be one JSON object, not an array'],
    ['a string', '"x"', 'a line must be one JSON object, not "x"'],
    ['null', 'null', 'a line must be one JSON object, not null'],
    ['a missing kind', lineWith({ kind: undefined }), `${KIND_RULE}, and is missing`],
    ['an unknown kind', lineWith({ kind: 'list' }), `${KIND_RULE}, not "list"`],
    ['a kind of a wrong type', lineWith({ kind: {} }), `${KIND_RULE}, not an object`],
    [
      'a missing agent',
      lineWith({ agent_id: undefined }),
      `${NAME_RULE('agent_id')}, and is missing`,
    ],
    [
      'an agent with a number for a name',
      lineWith({ agent_id: 3 }),
      `${NAME_RULE('agent_id')}, not 3`,
    ],
    ['an agent without a name', lineWith({ agent_id: '' }), `${NAME_RULE('agent_id')}, not ""`],
    ['half a character in an agent', lineWith({ agent_id: 'a\ud800' }), `agent_id ${PAIR}`],
    ['a missing field', lineWith({ field: undefined }), `${NAME_RULE('field')}, and is missing`],
    ['a long field', lineWith({ field: 'x'.repeat(1025) }), `not "${'x'.repeat(60)}…"`],
    ['half a character in a field', lineWith({ field: '\udc00' }), `field ${PAIR}`],
    ['a missing op_id', lineWith({ op_id: undefined }), `${OP_RULE}, and is missing`],
    ['a negative op_id', lineWith({ op_id: -1 }), `${OP_RULE}, not -1`],
    ['half an op_id', lineWith({ op_id: 0.5 }), `${OP_RULE}, not 0.5`],
    ['an op_id in quotes', lineWith({ op_id: '0' }), `${OP_RULE}, not "0"`],
    ['an op_id that rounds', lineWith({ op_id: 2 ** 53 }), `${OP_RULE}, not 9007199254740992`],
    ['a negative round', lineWith({ round: -1 }), `${ROUND_RULE}, not -1`],
    ['a round too late', lineWith({ round: 1_000_001 }), `${ROUND_RULE}, not 1000001`],
    ['half a round', lineWith({ round: 1.5 }), `${ROUND_RULE}, not 1.5`],
    ['a round of null', lineWith({ round: null }), `${ROUND_RULE}, not null`],
    ['happens_after of null', lineWith({ happens_after: null }), `${DOTS_RULE}, not null`],
    ['happens_after of one pair', lineWith({ happens_after: ['b', 0] }), `${DOTS_RULE}, not "b"`],
    ['a pair of three', lineWith({ happens_after: [['b', 0, 1]] }), `${DOTS_RULE}, not an array`],
    ['a pair the wrong way round', lineWith({ happens_after: [[0, 'b']] }), `${DOTS_RULE}, not 0`],
    ['a pair without an op id', lineWith({ happens_after: [['b']] }), DOTS_RULE],
    ['a missing value', lineWith({ value: undefined }), 'value is missing'],
    ['half a character in a value', lineWith({ value: '\ud83d' }), `value ${PAIR}`],
    ['half a character deep in a value', lineWith({ value: { a: ['\udc00'] } }), `value ${PAIR}`],
    ['half a character in a key', lineWith({ value: { '\udc00': 1 } }), `value ${PAIR}`],
    ['a number beyond doubles', lineWithValue('[1e999]'), 'value holds a number too large'],
    ['a value nested 101 deep', lineWithValue(DEEP), 'value is nested more than 100 deep'],
    ['a value nested 200,000 deep', lineWithValue(ABYSS), 'value is nested more than 100 deep'],
    ['a set that is a string', lineWith({ kind: 'grow_set', value: 'x' }), `${SET_RULE}, not "x"`],
    [
      'a set without value',
      lineWith({ kind: 'grow_set', value: undefined }),
      `${SET_RULE}, and is missing`,
    ],
    [
      'a set of objects',
      lineWith({ kind: 'grow_set', value: [1, {}] }),
      `${SET_RULE}, and one is an object`,
    ],
    [
      'a set of sets',
      lineWith({ kind: 'grow_set', value: [[]] }),
      `${SET_RULE}, and one is an array`,
    ],
    [
      'half a character in a set',
      lineWith({ kind: 'grow_set', value: ['\ud800'] }),
      `value ${PAIR}`,
    ],
    [
      'a text that is a number',
      lineWith({ kind: 'append_text' }),
      'value of an append_text must be a string, not 1',
    ],
    [
      'half a character in a text',
      lineWith({ kind: 'append_text', value: '\ud800' }),
      `value ${PAIR}`,
    ],
    ['an unknown key', lineWith({ ts: 1 }), `unknown key "ts"; ${KEYS}`],
    [
      'a key called __proto__',
      lineWith({}).replace('{', '{"__proto__":{},'),
      `unknown key "__proto__"`,
    ],
    ['a key that rings a bell', lineWith({ '\u0007': 1 }), 'unknown key "\\u0007"'],
  ])('refuses %s', (_, text, reason) => {
    expect(reasonOf(text)).toContain(reason);
  });

  it('gives the first reasons together, each once, on one line', () => {
    const reason = reasonOf(lineWith({ agent_id: 1, op_id: -1, happens_after: [[], [], []] }));
    expect(reason).toBe(
      [`${NAME_RULE('agent_id')}, not 1`, `${OP_RULE}, not -1`, `${DOTS_RULE}, not an array`].join(
        '; ',
      ),
    );
  });

  it('says that a value is missing once', () => {
    expect(reasonOf(lineWith({ kind: 'grow_set', value: undefined }))).not.toContain(';');
  });
});
