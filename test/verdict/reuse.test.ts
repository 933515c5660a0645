import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/model/deliveries.js';
import { Ledger } from '../../src/verdict/ledger.js';
import { identityReused, threatOf } from '../../src/verdict/reuse.js';
import { adds } from './builders.js';

const everyone = { type: 'everyone_to_everyone' } as const;

function restart(exported: number | null, identity: 'fresh' | 'reused' = 'reused'): Deliveries {
  return { type: 'restart', agent_index: 0, exported, identity };
}

/** What happens after A's write of each round; B writes in the first alone. */
function history(...rounds: readonly (readonly Deliveries[])[]): Ledger {
  const ledger = new Ledger(['A', 'B']);
  rounds.forEach((deliveries, round) => {
    const others = round === 0 ? [adds('tags', 'b')('B', 0)] : [];
    ledger.issue(round, [[adds('tags', `a${round}`)('A', round)], others]);
    for (const made of deliveries) ledger.deliver(round, made);
  });
  return ledger;
}

describe('the threat of an identity that was used again', () => {
  it('begins with the first writes that were forgotten when more were written', () => {
    const ledger = history([everyone], [everyone], [everyone, restart(0)], [everyone]);
    expect(threatOf(ledger)).toEqual(new Map([['A', 1]]));
    expect(threatOf(history([everyone, restart(null)], [everyone]))).toEqual(new Map([['A', 0]]));
  });

  it('is none where nothing was written afterwards', () => {
    const ledger = history([everyone], [everyone], [everyone, restart(0), everyone]);
    expect(identityReused(ledger)).toBe(true);
    expect(threatOf(ledger)).toEqual(new Map());
  });

  it('is none where all that was forgotten had been heard of again before', () => {
    const ledger = history([everyone], [everyone, restart(0), everyone], [everyone]);
    expect(threatOf(ledger)).toEqual(new Map());
  });

  it('is none where nothing was forgotten', () => {
    expect(threatOf(history([everyone], [everyone, restart(1)], [everyone]))).toEqual(new Map());
  });

  it('is none of a new identity, nor of what was forgotten under an earlier one', () => {
    const fresh = history([everyone], [everyone, restart(0, 'fresh')], [everyone]);
    expect(identityReused(fresh)).toBe(false);
    expect(threatOf(fresh)).toEqual(new Map());
    const both = history([everyone], [restart(0), restart(0, 'fresh')], [everyone], [everyone]);
    expect(identityReused(both)).toBe(true);
    expect(threatOf(both)).toEqual(new Map());
  });
});
