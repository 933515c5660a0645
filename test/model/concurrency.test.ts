import { describe, expect, it } from 'vitest';
import {
  type Concurrency,
  conflictShare,
  describeConcurrency,
  mergeableShare,
} from '../../src/model/concurrency.js';

function counts(writes: number, mergeable: number, conflicting: number): Concurrency {
  const concurrent_writes = mergeable + conflicting;
  return {
    ...{ writes, concurrent_writes },
    ...{ mergeable_writes: mergeable, conflicting_writes: conflicting },
  };
}

describe('describeConcurrency', () => {
  it('says what share is concurrent, and what of that merges', () => {
    expect(describeConcurrency(counts(3788, 715, 97))).toBe(
      '3,788 writes, 812 concurrent (21 %): 88 % mergeable, 12 % real conflicts',
    );
  });

  it('never rounds something to nothing, nor nearly all to all', () => {
    expect(describeConcurrency(counts(1_234_567, 1999, 1))).toBe(
      '1,234,567 writes, 2,000 concurrent (<1 %): >99 % mergeable, <1 % real conflicts',
    );
    expect(describeConcurrency(counts(10, 10, 0))).toBe(
      '10 writes, 10 concurrent (100 %): 100 % mergeable, 0 % real conflicts',
    );
  });

  it('speaks of no shares where there is nothing to share', () => {
    expect(describeConcurrency(counts(0, 0, 0))).toBe('no writes');
    expect(describeConcurrency(counts(1, 0, 0))).toBe('1 write, none concurrent');
  });
});

describe('shares', () => {
  it('are of all writes for conflicts, of concurrent ones for what merges', () => {
    expect(conflictShare(counts(8, 3, 1))).toBe(1 / 8);
    expect(mergeableShare(counts(8, 3, 1))).toBe(3 / 4);
  });

  it('are null where there is nothing to be a share of', () => {
    expect(conflictShare(counts(0, 0, 0))).toBeNull();
    expect(mergeableShare(counts(8, 0, 0))).toBeNull();
  });
});
