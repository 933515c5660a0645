// What is asked of shards once all is measured: none of it is part of any number but the bytes it returns.

import { unpackBlobs } from '../workers/blob-pack.js';
import type { ExchangeParts } from './exchange/parts.js';
import type { KeptBlob } from './repetition-plan.js';
import type { ShardGroup } from './shard-link.js';
import { askAll, askOne } from './shard-link.js';

/** What had to be delivered at the least: one full state to every replica but for what it wrote itself. */
export async function weigh({
  group,
  roster,
}: Pick<ExchangeParts, 'group' | 'roster'>): Promise<number | null> {
  const { bytes } = await askOne(group, 0, { type: 'weigh', seat: 0 });
  return bytes === null ? null : bytes * (roster.agents - 1);
}

/** The full state of every replica, as it is now. */
export async function keep(group: ShardGroup): Promise<readonly KeptBlob[]> {
  const replies = await askAll(group.links, () => ({ type: 'keep' }));
  const { senders, blobs } = unpackBlobs(replies.map(({ pack }) => pack));
  return blobs.map((blob, index) => ({ agent_index: senders[index] ?? -1, blob }));
}

export async function close(group: ShardGroup): Promise<void> {
  await askAll(group.links, () => ({ type: 'close' }));
  await group.close();
}
