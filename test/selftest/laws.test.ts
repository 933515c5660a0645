import { describe, expect, it } from 'vitest';
import { brokenLaws, LAW_NAMES } from '../../src/selftest/laws.js';
import { createReplicaFor, makeMaterial } from '../../src/selftest/material.js';
import { changed } from '../../src/selftest/planted-bug.js';
import { crdt } from '../../src/strategies/crdt.js';
import { loadStrategy } from '../../src/strategies/load.js';
import { lww } from '../../src/strategies/lww.js';
import { MERGING_STRATEGY_NAMES } from '../../src/strategies/registry.js';
import type { Strategy } from '../../src/strategies/strategy.js';

describe.each(MERGING_STRATEGY_NAMES)('the laws of import: %s', (name) => {
  it('hold on a few seeds', async () => {
    const strategy = await loadStrategy({ type: 'built_in', name });
    for (const seed of [1, 2, 3]) {
      expect(await brokenLaws(strategy, await makeMaterial(strategy, seed))).toEqual([]);
    }
  });
});

describe('a law', () => {
  it('is broken by a strategy that throws where nothing is wrong', async () => {
    const unable: Strategy = {
      ...lww,
      createReplica: (context) =>
        changed(lww.createReplica(context), {
          import: () => {
            throw new Error('unable');
          },
        }),
    };
    const broken = await brokenLaws(unable, await makeMaterial(lww, 1));
    expect(broken).toHaveLength(LAW_NAMES.length);
    expect(broken[0]).toEqual({ law: 'import is idempotent', reason: 'unable' });
  });

  it('is broken by a refusal that leaves something of the damaged blob behind', async () => {
    const leaky: Strategy = { ...lww, createReplica: (context) => leakyReplica(context.agent_id) };
    const broken = await brokenLaws(leaky, await makeMaterial(lww, 1));
    expect(broken).toEqual([
      {
        law: 'a damaged blob is refused',
        reason: 'a damaged blob was refused and changed the state',
      },
    ]);
  });
});

function leakyReplica(agent_id: string) {
  const sound = createReplicaFor(lww, agent_id, { seed: 0 });
  return changed(sound, {
    import: (blobs) => {
      try {
        return sound.import(blobs);
      } catch (thrown) {
        sound.apply({ agent_id, op_id: 0, field: 'left behind', kind: 'scalar', value: true });
        throw thrown;
      }
    },
  });
}

describe('the blobs that laws are tried with', () => {
  it('are the same for the same seed', async () => {
    expect(await makeMaterial(lww, 7)).toEqual(await makeMaterial(lww, 7));
  });

  it('differ from each other and from seed to seed', async () => {
    const made = await Promise.all([1, 2].map((seed) => makeMaterial(crdt, seed)));
    const texts = made
      .flatMap(({ blobs }) => blobs)
      .map((blob) => Buffer.from(blob).toString('base64'));
    expect(new Set(texts).size).toBe(6);
  });
});
