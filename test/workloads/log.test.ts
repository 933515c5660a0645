import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/model/problem.js';
import type { Script } from '../../src/model/script.js';
import type { Write } from '../../src/model/write.js';
import { createLogFolder, layLog, problemOf } from './log-files.js';

const folder = createLogFolder();

const GOOD = '{"agent_id":"a","op_id":0,"field":"f","kind":"scalar","value":1}';

interface LoggedWrite {
  readonly round: number;
  readonly write: Write;
}

const name = fc.oneof(
  fc.constantFrom('__proto__', 'a', 'ä✓'),
  fc.string({ minLength: 1, maxLength: 9 }),
);
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const content = fc.oneof(
  fc.record({
    kind: fc.constant('scalar' as const),
    value: fc.oneof(scalar, fc.array(scalar), fc.dictionary(name, scalar)),
  }),
  fc.record({ kind: fc.constant('grow_set' as const), value: fc.array(scalar) }),
  fc.record({ kind: fc.constant('append_text' as const), value: fc.string({ unit: 'grapheme' }) }),
);

/** The writes of up to 5 agents, interleaved; rounds and op ids step forward by 0 to 3 and 1 to 4. */
const history: fc.Arbitrary<readonly LoggedWrite[]> = fc
  .uniqueArray(name, { minLength: 1, maxLength: 5 })
  .chain((agents) =>
    fc.array(
      fc.record({
        agent_id: fc.constantFrom(...agents),
        ...{ roundStep: fc.nat(3), opStep: fc.integer({ min: 1, max: 4 }), field: name, content },
      }),
      { minLength: 1, maxLength: 30 },
    ),
  )
  .map((steps) =>
    steps.map(({ agent_id, field, content: said }, index) => {
      const own = steps.slice(0, index + 1).filter((step) => step.agent_id === agent_id);
      const round = own.reduce((sum, { roundStep }) => sum + roundStep, 0);
      const op_id = own.reduce((sum, { opStep }) => sum + opStep, 0);
      return { round, write: { agent_id, op_id, field, ...said } };
    }),
  );

/** The script of a history, put together the slow way. */
function expectedScript(logged: readonly LoggedWrite[]): Omit<Script, 'writes_per_agent'> {
  const agents = [...new Set(logged.map(({ write }) => write.agent_id))];
  const rounds = [...new Set(logged.map(({ round }) => round))].sort((a, b) => a - b);
  const turn = (round: number, agent: string) =>
    logged.filter((entry) => entry.round === round && entry.write.agent_id === agent);
  return {
    agents,
    rounds: rounds.map((round) =>
      agents.map((agent) => turn(round, agent).map(({ write }) => write)),
    ),
  };
}

/** What JSON text can say: -0 is 0 there. */
function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('log', () => {
  it('lays out any history that was written to a file, plain and gzip alike', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (logged) => {
        const lines = logged.map(({ round, write }) => `${JSON.stringify({ ...write, round })}\n`);
        const plain = await layLog(folder.write('any.jsonl', lines.join('')));
        const zipped = await layLog(folder.write('any.jsonl.gz', gzipSync(lines.join(''))));
        expect(zipped).toEqual(plain);
        expect(throughJson({ agents: plain.agents, rounds: plain.rounds })).toEqual(
          throughJson(expectedScript(logged)),
        );
      }),
    );
  });

  it('replays a small recorded history', async () => {
    const script = await layLog('test/fixtures/team.jsonl');
    expect(script.agents).toEqual(['ada', 'bob', 'cleo']);
    expect(script.rounds.map((turns) => turns.map(({ length }) => length))).toEqual([
      [2, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
    ]);
    expect(script.rounds[1]?.[2]?.[0]).toEqual({
      ...{ agent_id: 'cleo', op_id: 0, field: 'title', kind: 'scalar', value: 'Plan C' },
      happens_after: [
        ['bob', 4],
        ['ada', 1],
      ],
    });
    expect(await layLog('test/fixtures/team-compressed.jsonl.gz')).toEqual(script);
  });

  it('reads Windows line ends, a byte order mark and blank lines', async () => {
    const second = GOOD.replace('"op_id":0', '"op_id":1');
    const file = folder.write('windows.jsonl', `\uFEFF\r\n${GOOD}\r\n\r\n \t\r\n${second}`);
    expect((await layLog(file)).writes_per_agent).toBe(2);
  });

  it.each([
    ['not JSON', 'hello', 2, 'the line is not JSON'],
    [
      'an unknown kind',
      GOOD.replace('scalar', 'list'),
      2,
      'kind must be one of scalar, grow_set, append_text, not "list"',
    ],
    ['a repeated op_id', GOOD, 2, 'op_id 0 of agent "a" does not exceed 0, its op_id on line 1'],
    [
      'a circle',
      GOOD.replace('"a"', '"b"').replace('}', ',"happens_after":[["b",0]]}'),
      2,
      'happens_after of ["b",0] leads back to that write',
    ],
    [
      'a line of over a mebibyte',
      `"${'x'.repeat(1024 ** 2)}"`,
      2,
      'the line is longer than 1048576 bytes',
    ],
    ['a blank line before the bad one', '\n{}', 3, 'kind must be'],
  ])('names file, line and reason of %s', async (_, bad, line, reason) => {
    const file = folder.write('bad.jsonl', `${GOOD}\n${bad}\n`);
    const problem = await problemOf(file);
    expect(problem.exit_code).toBe(EXIT.usage);
    expect(problem.message).toContain(`bad write log: ${file}:${line}: ${reason}`);
  });

  it('names the line that is not UTF-8', async () => {
    const file = folder.write('latin1.jsonl', Buffer.from(`${GOOD}\n{"é":1}\n`, 'latin1'));
    const { message } = await problemOf(file);
    expect(message).toBe(`bad write log: ${file}:2: the line is not valid UTF-8`);
  });

  it.each([
    ['empty', ''],
    ['blank', '\n \r\n\n'],
    ['empty inside gzip', gzipSync('')],
  ])('refuses a log that is %s', async (_, bytes) => {
    const file = folder.write('empty.jsonl', bytes);
    const problem = await problemOf(file);
    expect(problem.exit_code).toBe(EXIT.usage);
    expect(problem.message).toBe(`bad write log: ${file}: the log holds no writes`);
  });

  const zipped = gzipSync(`${GOOD}\n`);
  it.each([
    ['cut short', zipped.subarray(0, -9)],
    ['cut after its first two bytes', zipped.subarray(0, 2)],
    [
      'damaged in the middle',
      zipped.map((byte, index) => (index > 12 && index < 30 ? byte ^ 0x55 : byte)),
    ],
    [
      'damaged in its checksum',
      zipped.map((byte, index) => (index === zipped.length - 6 ? byte ^ 1 : byte)),
    ],
  ])('refuses gzip that is %s', async (_, bytes) => {
    const file = folder.write('damaged.gz', bytes);
    const problem = await problemOf(file);
    expect(problem.exit_code).toBe(EXIT.usage);
    expect(problem.message).toContain(
      `bad write log: ${file}: the gzip data is damaged or cut short`,
    );
  });

  it('asks for a log where none is named', async () => {
    const problem = await problemOf(null);
    expect(problem.exit_code).toBe(EXIT.usage);
    expect(problem.message).toBe('no write log given: --workload log: name one with --log FILE');
  });

  it.each([
    ['a file that is not there', 'missing.jsonl', 'there is no such file'],
    ['a directory', 'directory', 'it is a directory; name the file'],
    ['a path through a file', join('file', 'x.jsonl'), 'there is no such file'],
  ])('reports %s as input not found', async (_, path, reason) => {
    mkdirSync(join(folder.path, 'directory'), { recursive: true });
    folder.write('file', '');
    const file = join(folder.path, path);
    const problem = await problemOf(file);
    expect(problem.exit_code).toBe(EXIT.input_not_found);
    expect(problem.message).toBe(`cannot read the write log: ${file}: ${reason}`);
  });

  const UNREADABLE = '/proc/self/mem';
  it.runIf(existsSync(UNREADABLE))(
    'reports what fails while it is read as an I/O error',
    async () => {
      const problem = await problemOf(UNREADABLE);
      expect(problem.exit_code).toBe(EXIT.io);
      expect(problem.message).toContain(`cannot read the write log: ${UNREADABLE}: EIO`);
    },
  );

  it.each([
    ['a value', '{"kind":"\u009b31m\u202e"}'],
    ['an escaped key', `${GOOD.slice(0, -1)},"\\u0007":1}`],
    ['a line that is not JSON', '\u001b[31m'],
  ])('lets nothing move the cursor from the name of the log or from %s', async (_, line) => {
    const file = folder.write('\u001b[2J.jsonl', line);
    const { message } = await problemOf(file);
    expect(message).toContain('\\u001b[2J.jsonl:1: ');
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
