import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { raceOf } from '../../../src/coordinator/shared-store/race-of-commits.js';
import type { Write } from '../../../src/model/write.js';
import { dotKey } from '../../../src/model/write.js';
import type { LoggedCommit } from '../../../src/verdict/evidence.js';
import { countContended } from '../../../src/verdict/concurrency/contended.js';
import { traceConcurrency, traceIntended } from '../../../src/verdict/concurrency/trace.js';
import { Ledger } from '../../../src/verdict/ledger.js';

const AGENTS = ['A', 'B b', 'C'];

/** Writes of these agents, numbered per agent, all to one field, in order of commit. */
function writesBy(order: readonly number[], from = 0): readonly Write[] {
  const next = AGENTS.map(() => from);
  return order.map((author): Write => {
    const op_id = next[author] ?? 0;
    next[author] = op_id + 1;
    return { agent_id: AGENTS[author] ?? '', op_id, field: 'x', kind: 'scalar', value: op_id };
  });
}

const commitsOf = (writes: readonly Write[]): readonly LoggedCommit[] =>
  writes.map(({ agent_id, op_id }, index) => {
    return { commit_id: dotKey(agent_id, op_id), fence: index + 1, revision: index + 1 };
  });

const perAgent = (writes: readonly Write[]): readonly (readonly Write[])[] =>
  AGENTS.map((agent) => writes.filter(({ agent_id }) => agent_id === agent));

function told(writes: readonly Write[], commits: readonly LoggedCommit[]): Ledger {
  const ledger = new Ledger(AGENTS);
  const own = perAgent(writes);
  ledger.issue(0, own);
  ledger.deliver(0, raceOf({ agents: AGENTS, writes: own, commits, last: undefined }));
  return ledger;
}

const orders = fc.array(fc.nat({ max: AGENTS.length - 1 }), { maxLength: 20 });

describe('what committed writes had seen', () => {
  it('is all that was committed before them: none is left without an order', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const writes = writesBy(order);
        const ledger = told(writes, commitsOf(writes));
        expect(countContended(traceConcurrency(ledger))).toBe(0);
        expect(countContended(traceIntended(ledger))).toBe(new Set(order).size > 1 ? 1 : 0);
      }),
    );
  });

  it('reaches over rounds, though nothing was sent between them', () => {
    const [first, second] = [writesBy([0, 1]), writesBy([2], 1)];
    const ledger = told(first, commitsOf(first));
    const writes = perAgent(second);
    ledger.issue(1, writes);
    const last = commitsOf(first).at(-1);
    const race = raceOf({ agents: AGENTS, writes, commits: commitsOf(second), last });
    expect(race.timelines).toEqual([[], [['export']], [['accept', 1, 0], ['write']]]);
    expect(() => {
      ledger.deliver(1, race);
    }).not.toThrow();
  });

  it('is told in as many events as hands were changed, whatever the number of writes', () => {
    const writes = writesBy([...Array<number>(50).fill(0), ...Array<number>(50).fill(1)]);
    const { timelines } = raceOf({
      ...{ agents: AGENTS, writes: perAgent(writes), commits: commitsOf(writes), last: undefined },
    });
    expect(timelines.map(({ length }) => length)).toEqual([51, 51, 0]);
  });

  it('is told of any log, and of every write once, whatever the log says', () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: 25 }), fc.nat({ max: 25 })), { maxLength: 4 });
    fc.assert(
      fc.property(orders, damage, (order, swaps) => {
        const writes = writesBy(order);
        const commits = [...commitsOf(writes), ...commitsOf([...writesBy([0], 900)])];
        for (const [one, other] of swaps) {
          const moved = commits[one];
          if (moved) commits.splice(other, 1, moved);
        }
        expect(() => told(writes, commits)).not.toThrow();
      }),
    );
  });
});
