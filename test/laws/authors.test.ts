import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crdt } from '../../src/strategies/crdt.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { transactional } from '../../src/strategies/transactional.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { authorProblems } from './support/authors.js';
import { stormsAndCalms } from './support/cases.js';
import type { Case } from './support/execute.js';
import { execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { forgetsAuthors, namesStrangers, swapsContenders } from './support/planted.js';
import type { Change } from './support/wrapped.js';
import { wrapped } from './support/wrapped.js';

const cases: fc.Arbitrary<Case> = fc
  .tuple(stormsAndCalms, fc.constantFrom({}, { max_heal_passes: 0 }))
  .map(([one, terms]) => ({ ...one, terms: { ...one.terms, ...terms } }));

async function ofReadings(strategy: Strategy, one: Case): Promise<Problems> {
  const { evidence } = (await execute(strategy, one)).result;
  const writes = evidence.ledger.rounds.flat(2);
  return evidence.finals.flatMap(({ reading }) => authorProblems(reading, writes));
}

const strategies = await Promise.all(MERGING_STRATEGY_NAMES.map(strategyNamed));
const attributing = strategies.filter(({ capabilities }) => capabilities.attributes);

describe.each(attributing)('7 authors are those of the ledger: $name', (strategy) => {
  it('of all that survived any exchange, and of every value in conflict', async () => {
    await holds(cases, 20, (one) => ofReadings(strategy, one));
  });
});

describe('7 the law of authors', () => {
  it.each<[string, Strategy, Change, string]>([
    ['names strangers', crdt, namesStrangers, 'is said to be by stranger 0'],
    ['swaps contenders', crdt, swapsContenders, 'is said to be by'],
    ['swaps contenders', transactional, swapsContenders, 'is said to be by'],
    ['forgets authors', transactional, forgetsAuthors, 'is by nobody'],
  ])('is broken by a replica that %s: %#', async (_, sound, change, problem) => {
    const bug = wrapped(sound, change);
    expect(await firstProblems(cases, 20, (one) => ofReadings(bug, one))).toContain(problem);
  });

  it('is tried with every strategy that says it names authors', () => {
    expect(attributing.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['crdt', 'transactional']),
    );
  });
});
