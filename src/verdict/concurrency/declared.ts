// Pairs of writes to one field of which one declares to follow the other.

import { groupBy } from '../grouping.js';
import type { TracedWrite } from './traced-write.js';

/** Calls `visit` once for each such pair of different agents: the one that declares, and the one it names. */
export function visitDeclared(
  writes: readonly TracedWrite[],
  visit: (follower: TracedWrite, followed: TracedWrite) => void,
): void {
  const declaring = writes.filter(({ write }) => write.happens_after);
  if (declaring.length === 0) return;
  const by_agent = groupBy(writes, ({ write }) => write.agent_id);
  for (const follower of declaring) {
    for (const [agent, latest] of latestByAgent(follower)) {
      for (const followed of by_agent.get(agent) ?? []) {
        // In program order, so that the first beyond is the end.
        if (followed.write.op_id > latest) break;
        visit(follower, followed);
      }
    }
  }
}

/** A declaration may name an agent twice, and its own. */
function latestByAgent({ write }: TracedWrite): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const [agent, op] of write.happens_after ?? []) {
    if (agent !== write.agent_id) latest.set(agent, Math.max(op, latest.get(agent) ?? -1));
  }
  return latest;
}
