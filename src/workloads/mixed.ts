// Writes of every kind over many fields, some hot and some cold: what a scaling study runs on. Each agent
// and round draws from a seed of its own, so that adding an agent changes no other agent's writes.

import { agentName } from '../model/agent.js';
import { createRandom, deriveSeed, type Random } from '../model/random.js';
import type { Write } from '../model/write.js';
import { layOut, type Turn } from './layout.js';
import { conflictingTurns, type DrawContent } from './mixed-conflicts.js';
import { createKindDraw, createRankDraw, fieldName } from './mixed-fields.js';
import { createMixedValues } from './mixed-values.js';
import type { MixedOptions, Workload, WorkloadOptions } from './workload.js';

export const DEFAULT_MIXED: MixedOptions = {
  kind_weights: { scalar: 1, grow_set: 1, append_text: 1 },
  fields_per_kind: 8,
  field_skew: 1,
  element_overlap: 0.3,
  value_chars: 24,
  conflict_share: null,
  hot_fields: null,
  mergeable_ratio: null,
};

export const mixed: Workload = {
  name: 'mixed',
  summary: 'seeded writes of all kinds over many fields, with hot fields and shared set elements',
  agents: 'chosen',
  settings: ['rounds', 'writes_per_agent', 'mixed'],
  leastWrites: ({ writes_per_agent }) => writes_per_agent,
  lay: (options) => {
    const { agents, rounds } = options;
    const names = Array.from({ length: agents }, (_, index) => agentName(index, agents));
    return Promise.resolve(layOut(names, rounds, createTurnWriter(options)));
  },
};

function createTurnWriter(options: WorkloadOptions): (turn: Turn) => readonly Write[] {
  const { seed, writes_per_agent, mixed: knobs } = options;
  const startTurn =
    knobs.conflict_share === null
      ? plainTurns(knobs)
      : conflictingTurns(options, knobs.conflict_share);
  return (turn) => {
    const { agent_id, agent_index, round } = turn;
    // The index, not the name: names are padded to the number of agents.
    const random = createRandom(deriveSeed(seed, 'mixed', agent_index, round));
    const drawContent = startTurn(turn, random);
    return Array.from({ length: writes_per_agent }, (_, index): Write => {
      const op_id = round * writes_per_agent + index;
      return { agent_id, op_id, ...drawContent(`${agent_index}.${op_id}`) };
    });
  };
}

/** Conflicts happen as agents happen to meet in a scalar. */
function plainTurns(knobs: MixedOptions): (turn: Turn, random: Random) => DrawContent {
  const drawKind = createKindDraw(knobs);
  const drawRank = createRankDraw(knobs);
  const values = createMixedValues(knobs);
  return (_, random) => (label) => {
    const kind = drawKind(random);
    const field = fieldName(kind, drawRank(random), knobs.fields_per_kind);
    return { field, ...values.draw(kind, label, random) };
  };
}
