import { describe, expect, it } from 'vitest';
import { Reasons } from '../../src/verdict/reasons.js';

function reasonsOf(count: number): Reasons {
  const reasons = new Reasons();
  for (let index = 0; index < count; index += 1) reasons.add(() => `reason ${index}`);
  return reasons;
}

describe('Reasons', () => {
  it('lists few reasons in full', () => {
    expect(reasonsOf(0).list()).toEqual([]);
    expect(reasonsOf(3).list()).toEqual(['reason 0', 'reason 1', 'reason 2']);
  });

  it('shows three of many and says how many more there are', () => {
    expect(reasonsOf(1000).list()).toEqual(['reason 0', 'reason 1', 'reason 2', 'and 997 more']);
  });

  it('adds up, whatever was shown', () => {
    const sum = reasonsOf(2);
    sum.addAll(reasonsOf(10));
    sum.addAll(reasonsOf(0));
    expect(sum.count).toBe(12);
    expect(sum.list()).toEqual(['reason 0', 'reason 1', 'reason 0', 'and 9 more']);
  });

  it('spells out only what it shows', () => {
    let spelled = 0;
    const reasons = new Reasons();
    for (let index = 0; index < 10; index += 1) reasons.add(() => `${(spelled += 1)}`);
    expect(spelled).toBe(3);
  });
});
