// Concurrent writes that have no right place: everyone sets one scalar, to one of two values. A correct
// merge surfaces one conflict in each round; deciding it silently is the fault this workload is after.

import { agentLetter } from '../model/agent.js';
import type { Write } from '../model/write.js';
import { layOut, type Turn } from './layout.js';
import type { Workload } from './workload.js';

export const semanticConflict: Workload = {
  name: 'semantic_conflict',
  summary: 'every agent sets one field, half of them to draft and half to published',
  agents: 'chosen',
  settings: ['rounds'],
  lay: ({ agents, rounds }) => {
    const names = Array.from({ length: agents }, (_, index) => agentLetter(index));
    return Promise.resolve(layOut(names, rounds, writesOf));
  },
};

function writesOf({ agent_id, agent_index, round }: Turn): readonly Write[] {
  const status = agent_index % 2 === 0 ? 'draft' : 'published';
  // The round is in the value, so that no round's conflict can pass for that of the one before.
  const value = round === 0 ? status : `${status} in round ${round + 1}`;
  return [{ agent_id, op_id: round, field: 'status', kind: 'scalar', value }];
}
