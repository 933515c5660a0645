// The oracle against real engines: over random partial, delayed and racing histories a strategy that does what
// it promises is found to. Whatever the oracle demanded beyond a strategy's own metadata would fail here.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/model/deliveries.js';
import { loadBuiltInStrategy } from '../../src/strategies/registry.js';
import { judge } from '../../src/verdict/judge.js';
import type { LedgerEntries } from '../../src/verdict/ledger-entries.js';
import { partialHistories } from './partial-histories.js';
import { play } from './played.js';

const NOT_OF_STRATEGIES = new Set(['contention', 'quiescence']);

/** Agents come back from what they exported last, if at all: what the plan of faults does, its hazard apart. */
function orderly({ agents, rounds }: LedgerEntries): LedgerEntries {
  let passes = 0;
  const kept = rounds.map(({ writes, deliveries }) => {
    const first_pass = passes;
    const made = deliveries.flatMap((one): readonly Deliveries[] => {
      if (one.type === 'pass' || one.type === 'everyone_to_everyone') passes += 1;
      if (one.type !== 'restart') return [one];
      return passes > first_pass ? [{ ...one, exported: passes - 1, identity: 'fresh' }] : [];
    });
    return { writes, deliveries: made };
  });
  return { agents, rounds: kept };
}

/** Agents come back under a new identity from any state they ever exported, or from none. */
function stale({ agents, rounds }: LedgerEntries): LedgerEntries {
  const kept = rounds.map(({ writes, deliveries }) => ({
    writes,
    deliveries: deliveries.map((one): Deliveries => {
      return one.type === 'restart' ? { ...one, identity: 'fresh' } : one;
    }),
  }));
  return { agents, rounds: kept };
}

async function troublesOf(name: string, entries: LedgerEntries): Promise<readonly string[]> {
  const strategy = await loadBuiltInStrategy(name);
  if (!strategy) throw new Error(`there is no strategy ${name}`);
  return judge(await play(strategy, entries))
    .findings.filter(({ check, verdict }) => !NOT_OF_STRATEGIES.has(check) && verdict !== 'PASS')
    .map(({ check, verdict, reasons }) => `${check} ${verdict} ${reasons.join('; ')}`);
}

describe.each(['transactional', 'crdt'])('%s under partial exchange', (name) => {
  it('is found to lose, miss and make up nothing, whatever reached whom', async () => {
    await fc.assert(
      fc.asyncProperty(partialHistories.map(orderly), async (entries) => {
        expect(await troublesOf(name, entries)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('crdt under partial exchange', () => {
  it('does so even where agents fall behind what they had exported', async () => {
    await fc.assert(
      fc.asyncProperty(partialHistories.map(stale), async (entries) => {
        expect(await troublesOf('crdt', entries)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
