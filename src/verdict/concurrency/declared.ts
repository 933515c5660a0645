// Pairs of writes to one field of which one declares to follow the other.

import { groupBy } from '../grouping.js';
import { order, type Tallied } from './tally.js';
import type { TracedWrite } from './traced-write.js';

/** Orders every such pair of different agents. The writes are in program order. */
export function orderDeclared(writes: readonly Tallied[]): void {
  const declaring = writes.filter(({ traced }) => traced.write.happens_after);
  if (declaring.length === 0) return;
  const by_agent = groupBy(writes, ({ traced }) => traced.write.agent_id);
  for (const follower of declaring) {
    for (const [agent, latest] of latestByAgent(follower.traced)) {
      for (const followed of by_agent.get(agent) ?? []) {
        if (followed.traced.write.op_id > latest) break;
        order(follower, followed);
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
