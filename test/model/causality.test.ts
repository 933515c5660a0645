import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgentHistory,
  closeHappensAfter,
  declaresAfter,
  HappensAfterError,
} from '../../src/model/causality.js';
import { type Dot, dotKey, dotOf, type Write } from '../../src/model/write.js';

function scalar(agent_id: string, op_id: number, happens_after?: readonly Dot[]): Write {
  const write = { agent_id, op_id, field: 'f', kind: 'scalar', value: 0 } as const;
  return happens_after ? { ...write, happens_after } : write;
}

/** Histories of writes that are all of one round. */
function oneRound(...lists: readonly (readonly Write[])[]): readonly AgentHistory[] {
  return lists.map((writes) => ({
    agent_id: writes[0]?.agent_id ?? '',
    writes: writes.map((write) => ({ round: 0, write })),
  }));
}

function refusalOf(histories: readonly AgentHistory[]): HappensAfterError {
  try {
    closeHappensAfter(histories);
  } catch (thrown) {
    if (thrown instanceof HappensAfterError) return thrown;
  }
  throw new Error('nothing was refused');
}

/** Who follows whom, found anew for each write by walking back over every edge. */
function bruteForce(histories: readonly AgentHistory[]): Map<string, ReadonlySet<string>> {
  const parents = new Map<string, string[]>();
  for (const { writes } of histories) {
    writes.forEach(({ write }, index) => {
      const previous = writes[index - 1]?.write;
      const before = [...(previous ? [dotOf(previous)] : []), ...(write.happens_after ?? [])];
      parents.set(
        dotKey(...dotOf(write)),
        before.map((dot) => dotKey(...dot)),
      );
    });
  }
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...(parents.get(from) ?? [])];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (!seen.has(key)) open.push(...(parents.get(key) ?? []));
      seen.add(key);
    }
    return seen;
  };
  return new Map([...parents.keys()].map((key) => [key, reach(key)]));
}

/** Up to 4 agents with up to 5 writes each and gaps between op ids; each write names any others at all. */
const anyHistories: fc.Arbitrary<readonly AgentHistory[]> = fc
  .array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((gaps) => {
    const opIds = gaps.map((list) =>
      list.map((_, i) => list.slice(0, i + 1).reduce((a, b) => a + b)),
    );
    const dots = opIds.flatMap((ops, agent) => ops.map((op): Dot => [`a${agent}`, op]));
    const named = fc.array(fc.constantFrom(...dots), { maxLength: 2 });
    const declared = fc.option(named, { nil: undefined, freq: 2 });
    return fc
      .array(declared, { minLength: dots.length, maxLength: dots.length })
      .map((declarations) => {
        const writes = dots.map(([agent, op], index) => scalar(agent, op, declarations[index]));
        return oneRound(
          ...opIds.map((_, agent) => writes.filter((write) => write.agent_id === `a${agent}`)),
        );
      });
  });

/** As above, but a write names only writes that come before it in one order of all, so none is in a circle. */
const orderedHistories: fc.Arbitrary<readonly AgentHistory[]> = fc
  .array(
    fc.record({
      agent: fc.integer({ min: 0, max: 4 }),
      later: fc.integer({ min: 0, max: 1 }),
      back: fc.option(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    const made: { round: number; write: Write }[] = [];
    steps.forEach(({ agent, later, back }, index) => {
      const named = (back ?? []).flatMap((distance) => made[made.length - distance] ?? []);
      const own = made.filter(({ write }) => write.agent_id === `a${agent}`);
      const round = later + Math.max(0, ...[...own, ...named].map((entry) => entry.round));
      const dots = back ? named.map(({ write }) => dotOf(write)) : undefined;
      made.push({ round, write: scalar(`a${agent}`, index, dots) });
    });
    const agents = [...new Set(made.map(({ write }) => write.agent_id))];
    return agents.map((agent_id) => ({
      agent_id,
      writes: made.filter(({ write }) => write.agent_id === agent_id),
    }));
  });

/** The writes that follow themselves. */
function circularIn(histories: readonly AgentHistory[]): readonly string[] {
  return [...bruteForce(histories)].filter(([key, before]) => before.has(key)).map(([key]) => key);
}

function expectClosure(histories: readonly AgentHistory[]): void {
  const reach = bruteForce(histories);
  const all = histories.flatMap(({ writes }) => writes.map(({ write }) => write));
  for (const write of closeHappensAfter(histories).flat()) {
    const before = reach.get(dotKey(...dotOf(write)));
    for (const other of all) {
      const follows = before?.has(dotKey(...dotOf(other))) ?? false;
      const declares = declaresAfter(write, ...dotOf(other));
      // Of its own agent's earlier writes a write may say that it follows them, or leave it unsaid.
      if (other.agent_id === write.agent_id) expect(declares && !follows).toBe(false);
      else expect(declares).toBe(follows);
    }
  }
}

describe('closeHappensAfter', () => {
  it('agrees with a walk over every edge, over several rounds', () => {
    fc.assert(fc.property(orderedHistories, expectClosure), { numRuns: 500 });
  });

  it('closes whatever holds no circle', () => {
    const sound = anyHistories.filter((histories) => circularIn(histories).length === 0);
    fc.assert(fc.property(sound, expectClosure), { numRuns: 300 });
  });

  it('refuses whatever holds a circle, at a write of the circle that declares something', () => {
    const circular = anyHistories.filter((histories) => circularIn(histories).length > 0);
    fc.assert(
      fc.property(circular, (histories) => {
        const key = dotKey(...refusalOf(histories).dot);
        const blamed = histories
          .flatMap(({ writes }) => writes.map(({ write }) => write))
          .find((write) => dotKey(...dotOf(write)) === key);
        expect(circularIn(histories)).toContain(key);
        expect(blamed?.happens_after?.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every write as it is but for what it follows', () => {
    fc.assert(
      fc.property(orderedHistories, (histories) => {
        const bare = (write: Write) => ({ ...write, happens_after: undefined });
        expect(closeHappensAfter(histories).map((list) => list.map(bare))).toEqual(
          histories.map(({ writes }) => writes.map(({ write }) => bare(write))),
        );
      }),
    );
  });

  it('is a closure: closing what is closed changes nothing that a write declares', () => {
    fc.assert(
      fc.property(orderedHistories, (histories) => {
        const once = closeHappensAfter(histories);
        const again = closeHappensAfter(
          histories.map(({ agent_id, writes }, agent) => ({
            agent_id,
            writes: writes.map(({ round, write }, index) => ({
              round,
              write: once[agent]?.[index] ?? write,
            })),
          })),
        );
        const asMap = (write: Write) => new Map(write.happens_after);
        expect(again.map((list) => list.map(asMap))).toEqual(once.map((list) => list.map(asMap)));
      }),
    );
  });

  it('returns the very writes where nothing is declared', () => {
    const first = scalar('a', 0);
    expect(closeHappensAfter(oneRound([first], [scalar('b', 0)]))[0]?.[0]).toBe(first);
  });

  it('hands on what is declared to later writes of the same agent', () => {
    const [, b] = closeHappensAfter(
      oneRound([scalar('a', 0)], [scalar('b', 0, [['a', 0]]), scalar('b', 1)]),
    );
    expect(b?.[1]?.happens_after).toEqual([['a', 0]]);
  });

  it('names one write per agent, the latest known', () => {
    const [, b] = closeHappensAfter(
      oneRound(
        [scalar('a', 0), scalar('a', 7)],
        [
          scalar('b', 0, [
            ['a', 7],
            ['a', 0],
          ]),
        ],
      ),
    );
    expect(b?.[0]?.happens_after).toEqual([['a', 7]]);
  });

  it('is safe with agents named like members of objects', () => {
    const [, b] = closeHappensAfter(
      oneRound([scalar('__proto__', 0)], [scalar('constructor', 0, [['__proto__', 0]])]),
    );
    expect(b?.[0]?.happens_after).toEqual([['__proto__', 0]]);
  });

  it.each([
    ['an agent that writes nothing', ['c', 0], '["c",0], which does not exist'],
    ['an op id that its agent did not use', ['a', 1], '["a",1], which does not exist'],
    ['an agent whose name moves the cursor', ['\u001b[2J', 0], '["\\u001b[2J",0], which does not'],
  ] satisfies [string, Dot, string][])('refuses to follow %s', (_, dot, message) => {
    const refusal = refusalOf(oneRound([scalar('a', 0)], [scalar('b', 3, [dot])]));
    expect(refusal.message).toContain(message);
    expect(refusal.dot).toEqual(['b', 3]);
  });

  it('refuses to follow a write of a later round', () => {
    const refusal = refusalOf([
      { agent_id: 'a', writes: [{ round: 1, write: scalar('a', 0) }] },
      { agent_id: 'b', writes: [{ round: 0, write: scalar('b', 0, [['a', 0]]) }] },
    ]);
    expect(refusal.message).toContain('["a",0], which is of a later round');
    expect(refusal.dot).toEqual(['b', 0]);
  });

  it('blames a write of the circle, not one that merely waits for it', () => {
    const { dot } = refusalOf(
      oneRound(
        [scalar('a', 0, [['b', 0]])],
        [scalar('b', 0, [['c', 1]])],
        [scalar('c', 0, [['b', 0]]), scalar('c', 1)],
      ),
    );
    expect([
      ['b', 0],
      ['c', 0],
    ]).toContainEqual(dot);
  });

  it.each([
    ['itself', 0],
    ['its own later write', 1],
  ])('refuses a write that follows %s', (_, op) => {
    const { dot } = refusalOf(oneRound([scalar('a', 0, [['a', op]]), scalar('a', 1)]));
    expect(dot).toEqual(['a', 0]);
  });

  it('closes a chain of 20,000 writes that hop between two agents', () => {
    const length = 20_000;
    const chain = (self: string, other: string, lag: number) =>
      Array.from({ length }, (_, op) => scalar(self, op, op < lag ? [] : [[other, op - lag]]));
    const [, b] = closeHappensAfter(oneRound(chain('a', 'b', 1), chain('b', 'a', 0)));
    expect(b?.at(-1)?.happens_after).toContainEqual(['a', length - 1]);
  });
});

describe('declaresAfter', () => {
  it('covers the named write and those before it, of that agent alone', () => {
    const write = scalar('b', 0, [['a', 4]]);
    expect([3, 4, 5].map((op) => declaresAfter(write, 'a', op))).toEqual([true, true, false]);
    expect(declaresAfter(write, 'c', 0)).toBe(false);
    expect(declaresAfter(scalar('b', 0), 'a', 0)).toBe(false);
  });
});
