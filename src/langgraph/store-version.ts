// Comparing what stores hold: by store, how many of its updates. A store that a version does not name is one
// of whose updates it holds none.

import type { StoreVersion } from './store-updates.js';

/** Whether who holds `held` lacks nothing of `asked`. */
export function covers(held: StoreVersion, asked: StoreVersion): boolean {
  return updatesBeyond(asked, held) === 0;
}

/** How many updates are in `held` and not in `known`. */
export function updatesBeyond(held: StoreVersion, known: StoreVersion): number {
  let beyond = 0;
  for (const [replica_id, count] of held) {
    beyond += Math.max(0, count - (known.get(replica_id) ?? 0));
  }
  return beyond;
}

/** What either of them holds. */
export function joined(left: StoreVersion, right: StoreVersion): StoreVersion {
  const joint = new Map(left);
  for (const [replica_id, count] of right) {
    joint.set(replica_id, Math.max(count, joint.get(replica_id) ?? 0));
  }
  return joint;
}

/** What both of them hold. */
export function shared(left: StoreVersion, right: StoreVersion): StoreVersion {
  const both = new Map<string, number>();
  for (const [replica_id, count] of left) {
    const common = Math.min(count, right.get(replica_id) ?? 0);
    if (common > 0) both.set(replica_id, common);
  }
  return both;
}
