// The two scenes of the demonstration, at two agents: writes that all have a right place, and a conflict that
// has none. They are what the workloads clean_merge and semantic_conflict lay for two agents and one round.

import type { Write } from '../../model/write.js';

export interface Scene {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** What a merge that drops and decides nothing makes of it. */
  readonly right_outcome: 'auto_merged' | 'escalated';
  /** One list per agent, in program order. All agents write at once. */
  readonly writes_by_agent: readonly (readonly Write[])[];
}

export const SCENES: readonly Scene[] = [
  {
    name: 'clean_merge',
    summary: 'each write has its place, nothing conflicts',
    right_outcome: 'auto_merged',
    writes_by_agent: [
      [
        { agent_id: 'A', op_id: 0, field: 'title', kind: 'scalar', value: 'Project Sync' },
        { agent_id: 'A', op_id: 1, field: 'tags', kind: 'grow_set', value: ['crdt', 'agents'] },
        {
          agent_id: 'A',
          op_id: 2,
          field: 'notes',
          kind: 'append_text',
          value: 'A: seeded the doc.',
        },
      ],
      [
        { agent_id: 'B', op_id: 0, field: 'tags', kind: 'grow_set', value: ['benchmark', 'loro'] },
        { agent_id: 'B', op_id: 1, field: 'notes', kind: 'append_text', value: 'B: added a note.' },
      ],
    ],
  },
  {
    name: 'semantic_conflict',
    summary: 'one field, two values, and no right answer',
    right_outcome: 'escalated',
    writes_by_agent: [
      [{ agent_id: 'A', op_id: 0, field: 'status', kind: 'scalar', value: 'draft' }],
      [{ agent_id: 'B', op_id: 0, field: 'status', kind: 'scalar', value: 'published' }],
    ],
  },
];
