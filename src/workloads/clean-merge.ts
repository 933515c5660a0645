// Concurrent writes that all have a right place: only the first agent sets the scalar, and everyone adds
// to a set and a text. A correct merge keeps everything and escalates nothing, in any round.

import { agentLetter } from '../model/agent.js';
import type { GrowSetWrite, Write } from '../model/write.js';
import { layOut, type Turn, type WriteContent } from './layout.js';
import type { Workload } from './workload.js';

export const cleanMerge: Workload = {
  name: 'clean_merge',
  summary: 'each agent adds its own tags and its own note, one sets the title: nothing conflicts',
  agents: 'chosen',
  settings: ['rounds'],
  lay: ({ agents, rounds }) => {
    const names = Array.from({ length: agents }, (_, index) => agentLetter(index));
    return Promise.resolve(layOut(names, rounds, writesOf));
  },
};

function writesOf(turn: Turn): readonly Write[] {
  const { agent_id, agent_index, round } = turn;
  const contents: readonly WriteContent[] = [
    ...(agent_index === 0 ? [titleOf(round)] : []),
    { field: 'tags', kind: 'grow_set', value: tagsOf(turn) },
    { field: 'notes', kind: 'append_text', value: noteOf(turn) },
  ];
  const first_op_id = round * contents.length;
  return contents.map((content, index) => ({ agent_id, op_id: first_op_id + index, ...content }));
}

function titleOf(round: number): WriteContent {
  const value = round === 0 ? 'Project Sync' : `Project Sync ${round + 1}`;
  return { field: 'title', kind: 'scalar', value };
}

function tagsOf({ agent_id, agent_index, round }: Turn): GrowSetWrite['value'] {
  if (round === 0 && agent_index === 0) return ['crdt', 'agents'];
  if (round === 0 && agent_index === 1) return ['benchmark', 'loro'];
  const own = agent_id.toLowerCase();
  const when = round === 0 ? '' : `-round-${round + 1}`;
  return [`${own}-1${when}`, `${own}-2${when}`];
}

function noteOf({ agent_id, agent_index, round }: Turn): string {
  const when = round === 0 ? '' : ` in round ${round + 1}`;
  const act = round === 0 && agent_index === 0 ? 'seeded the doc' : 'added a note';
  return `${signatureOf(agent_id)}: ${act}${when}.`;
}

/**
 * Names of several letters stand in brackets: "AB: added a note." would contain the whole of B's note,
 * and a lost note must not hide inside another.
 */
function signatureOf(agent_id: string): string {
  return agent_id.length === 1 ? agent_id : `[${agent_id}]`;
}
