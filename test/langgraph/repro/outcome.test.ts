import { describe, expect, it } from 'vitest';
import { claimsOf, findingsIn } from '../../../src/langgraph/repro/outcome.js';
import type { StoreOutcome, WriteOutcome } from '../../../src/langgraph/repro/outcome.js';

const outcome = (
  store: string,
  fates: readonly WriteOutcome['fate'][],
  findings: readonly string[],
): StoreOutcome => {
  const writes = fates.map((fate, index): WriteOutcome => {
    const node = `node-${index}`;
    return { node, finding: `finding-${index}`, fate, attributed_to: [node] };
  });
  return { store, holds: { findings }, writes };
};

const held = (stock: StoreOutcome, synced: StoreOutcome): readonly boolean[] =>
  claimsOf(stock, synced).map(({ holds }) => holds);

describe('the claims of the reproduction', () => {
  const loses = outcome('stock', ['survived', 'lost'], ['finding-0']);
  const keeps = outcome('ours', ['survived', 'survived'], ['finding-0', 'finding-1']);

  it('hold where one write of two is dropped, and none', () => {
    expect(held(loses, keeps)).toEqual([true, true, true]);
  });

  it('do not hold where both are dropped, or none', () => {
    expect(held(outcome('stock', ['lost', 'lost'], []), keeps)[0]).toBe(false);
    expect(held(keeps, keeps)[0]).toBe(false);
  });

  it('do not hold where a finding is kept twice', () => {
    const doubled = { ...keeps, holds: { findings: ['finding-0', 'finding-1', 'finding-1'] } };
    expect(held(loses, doubled)).toEqual([true, false, true]);
  });
});

describe('the findings of a value', () => {
  it.each([
    [null, []],
    [{}, []],
    [{ findings: 'text' }, []],
    [{ findings: ['a', 1] }, ['a', 1]],
  ])('of %j are %j', (value, findings) => {
    expect(findingsIn(value)).toEqual(findings);
  });
});
