import { describe, expect, it } from 'vitest';
import { crdt } from '../../src/strategies/crdt.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';
import { strategyNamed } from '../strategies/support/replicas.js';
import { keepingReplicas } from './support/engines.js';
import { seeds, stormsAndCalms } from './support/cases.js';
import type { Case } from './support/execute.js';
import { execute } from './support/execute.js';
import type { Problems } from './support/law-runs.js';
import { firstProblems, holds } from './support/law-runs.js';
import { keepsImportsAside, neverFallsSilent } from './support/planted.js';
import type { Change } from './support/wrapped.js';
import { wrapped } from './support/wrapped.js';

/** What a heal left undone, asked of the replicas themselves and not of any record. */
async function leftUndone(strategy: Strategy, one: Case): Promise<Problems> {
  const { engines, keeping } = keepingReplicas(strategy);
  const { result } = await execute(keeping, one);
  try {
    const contents = new Set(result.content_digests);
    const apart = contents.size > 1 ? [`replicas end in ${contents.size} contents`] : [];
    return [...apart, ...(await engines.leftToTakeIn()), ...(await engines.leftToSay())];
  } finally {
    engines.free();
  }
}

describe.each(MERGING_STRATEGY_NAMES)('2 replicas converge and fall silent: %s', (name) => {
  it('holds one content everywhere after a heal, and has nothing more for anyone', async () => {
    const strategy = await strategyNamed(name);
    await holds(stormsAndCalms, 20, (one) => leftUndone(strategy, one));
  });

  it('without faults too, where nothing has to heal', async () => {
    const strategy = await strategyNamed(name);
    await holds(seeds, 5, (seed) => leftUndone(strategy, { seed }));
  });
});

describe('2 the law of silence after a heal', () => {
  it.each<[string, Strategy, Change, string]>([
    ['puts aside what arrives', lww, keepsImportsAside, 'replicas end in'],
    ['puts aside what arrives', crdt, keepsImportsAside, 'had not taken in'],
    ['always has something to say', crdt, neverFallsSilent, 'more for'],
  ])('is broken by a replica that %s: %#', async (_, sound, change, problem) => {
    const bug = wrapped(sound, change);
    expect(await firstProblems(stormsAndCalms, 20, (one) => leftUndone(bug, one))).toContain(
      problem,
    );
  });
});
