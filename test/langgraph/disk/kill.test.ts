import { describe, expect, it } from 'vitest';
import { openDurable } from '../../../src/langgraph/disk/open-durable.js';
import { StoreCore } from '../../../src/langgraph/store-core.js';
import { StoreError } from '../../../src/langgraph/store-error.js';
import { useTemporaryFolder } from '../../results/study/temporary-folder.js';
import type { WritingDisk } from './writing-child.js';
import { acknowledgedBeforeKill } from './writing-child.js';

const folder = useTemporaryFolder();

/** How many acknowledged writes each life of the store lasts: in bursts, and through compactions. */
const LIVES = [1, 57, 120];

async function namesOnDisk(): Promise<ReadonlySet<unknown>> {
  const core = new StoreCore();
  const durable = await openDurable(core, { path: folder.path });
  await durable.close();
  const ids = [0, 1, 2, 3].map((index) => ({ namespace: ['kill'], key: `k${index}` }));
  return new Set(ids.flatMap((id) => core.get(id)?.value['names'] ?? []));
}

/** What was acknowledged in any life and is not there after the last. */
async function lostThrough(
  lives: readonly number[],
  disk: WritingDisk,
): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (const [life, count] of lives.entries()) {
    acknowledged.push(...(await acknowledgedBeforeKill(folder.path, life, count, disk)));
  }
  const kept = await namesOnDisk();
  return acknowledged.filter((name) => !kept.has(name));
}

describe('a store whose process is killed', () => {
  it('holds every acknowledged write of each of its lives', async () => {
    expect(await lostThrough(LIVES, 'sound')).toEqual([]);
  });

  it('would be seen to lose one that was acknowledged before it was written', async () => {
    // Either the write is gone, or, where the log was rotated meanwhile, the gap it left is refused.
    const seen = lostThrough([8], 'late').then(
      (lost) => lost.length > 0,
      (thrown: unknown) => thrown instanceof StoreError && thrown.code === 'damaged_files',
    );
    expect(await seen).toBe(true);
  });
});
