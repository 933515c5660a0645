import { describe, expect, it } from 'vitest';
import { narrate } from '../../../src/coordinator/replay/narration.js';
import { atEveryone } from '../../../src/coordinator/replay/observers.js';
import { replayHistory } from '../../../src/coordinator/replay/replay.js';
import { failsBy } from '../../../src/coordinator/replay/same-failure.js';
import type { Shrunk } from '../../../src/coordinator/replay/shrink.js';
import { shrinkHistory } from '../../../src/coordinator/replay/shrink.js';
import { decidesByArrival } from '../../../src/selftest/bugs/decides-by-arrival.js';
import { swapsAuthor } from '../../../src/selftest/bugs/swaps-author.js';
import { changed, withBug } from '../../../src/selftest/planted-bug.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import { crdt } from '../../../src/strategies/crdt.js';
import { lww } from '../../../src/strategies/lww.js';
import { pickSmallest } from '../../../src/strategies/model.js';
import { transactional } from '../../../src/strategies/transactional.js';
import { judge } from '../../../src/verdict/judge.js';
import type { LedgerEntries } from '../../../src/verdict/ledger.js';
import { drawHistory } from './build-history.js';

const OPTIONS = { seed: 7, model: pickSmallest };
const STYLES = ['mesh', 'partial', 'storm', 'race'] as const;

function drawn(style: (typeof STYLES)[number], seed = 1): LedgerEntries {
  return drawHistory(seed, { agents: 6, rounds: 5, writes: 2, style });
}

function shrunk(entries: LedgerEntries, strategy: Strategy, check: string): Promise<Shrunk> {
  return shrinkHistory(entries, failsBy(check, strategy, OPTIONS), { attempts: 2_000 });
}

/** Writes the third element of any set as if it had not been asked to. */
const forgetful: Strategy = {
  ...crdt,
  createReplica: (context) => {
    const sound = crdt.createReplica(context);
    return changed(sound, {
      apply: (write) => {
        if (write.kind !== 'grow_set' || !write.value.includes(3)) sound.apply(write);
      },
    });
  },
};

async function failedChecks(entries: LedgerEntries, strategy: Strategy) {
  const evidence = await replayHistory(entries, strategy, { ...OPTIONS, observers: atEveryone });
  return judge(evidence).findings.flatMap(({ check, verdict }) =>
    verdict === 'FAIL' ? [check] : [],
  );
}

describe('shrinkHistory', () => {
  it.each(STYLES)(
    'finds the one write that is lost, and nobody who needs to hear of it: %s',
    async (style) => {
      const { entries, type, attempts } = await shrunk(drawn(style), forgetful, 'survival');
      expect(type).toBe('minimal');
      expect(attempts).toBeLessThan(300);
      expect(await failedChecks(entries, forgetful)).toContain('survival');
      expect(narrate(entries)).toEqual([
        expect.stringMatching(/^agent-\d adds \[3\] to grow_set tags\d$/),
      ]);
    },
  );

  it.each(STYLES)('finds a handful of events that an author is swapped in: %s', async (style) => {
    const bug = withBug(crdt, swapsAuthor);
    const { entries } = await shrunk(drawn(style), bug, 'attribution');
    expect(await failedChecks(entries, bug)).toContain('attribution');
    expect(narrate(entries).length).toBeLessThanOrEqual(5);
  });

  it.each(STYLES)('finds the two who disagree, and no more: %s', async (style) => {
    const bug = withBug(transactional, decidesByArrival);
    const { entries } = await shrunk(drawn(style), bug, 'convergence');
    const lines = narrate(entries);
    expect(entries.agents).toHaveLength(2);
    expect(lines.map((line) => (line.includes(' writes scalar ') ? 'write' : 'receive'))).toEqual([
      ...['write', 'write', 'receive', 'receive'],
    ]);
  });

  it('finds the least that last-writer-wins loses a write by', async () => {
    const { entries } = await shrunk(drawn('partial'), lww, 'survival');
    const lines = narrate(entries);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines.filter((line) => / adds | appends /.test(line)).length).toBeGreaterThan(0);
  });

  it('gives the same result twice', async () => {
    const once = await shrunk(drawn('storm'), forgetful, 'survival');
    expect(await shrunk(drawn('storm'), forgetful, 'survival')).toEqual(once);
  });

  it('gives the smallest so far when it has tried often enough, and says so', async () => {
    const tried: number[] = [];
    const fails = failsBy('survival', forgetful, OPTIONS);
    const options = { attempts: 3, trying: (attempt: number) => tried.push(attempt) };
    const { entries, type, attempts } = await shrinkHistory(drawn('storm'), fails, options);
    expect({ type, attempts, tried }).toEqual({
      type: 'attempts_spent',
      attempts: 3,
      tried: [1, 2, 3],
    });
    expect(await failedChecks(entries, forgetful)).toContain('survival');
  });

  it('never takes a strategy that throws for one that fails the check', async () => {
    const brittle: Strategy = {
      ...forgetful,
      createReplica: (context) => {
        const replica = forgetful.createReplica(context);
        let imports = 0;
        return changed(replica, {
          import: (blobs) => {
            imports += 1;
            return replica.import(blobs);
          },
          read: () => {
            if (imports === 0) throw new Error('nothing was imported');
            return replica.read();
          },
        });
      },
    };
    const { entries } = await shrunk(drawn('mesh'), brittle, 'survival');
    expect(await failedChecks(entries, brittle)).toContain('survival');
  });
});

describe.each([transactional, crdt])('a sound strategy, $name', (strategy) => {
  it.each(STYLES)('fails no check in the replay of any history: %s', async (style) => {
    for (const seed of [1, 2, 3]) {
      expect(await failedChecks(drawn(style, seed), strategy)).toEqual([]);
    }
  });
});
