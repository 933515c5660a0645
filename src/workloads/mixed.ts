// Writes of every kind over many fields, some hot and some cold: what a scaling study runs on. Each agent
// and round draws from a seed of its own, so that adding an agent changes no other agent's writes.

import { agentName } from '../model/agent.js';
import { createRandom, createWeightedDraw, deriveSeed } from '../model/random.js';
import { FIELD_KINDS, type FieldKind, type Write } from '../model/write.js';
import { layOut, type Turn } from './layout.js';
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
  leastWrites: ({ writes_per_agent }) => writes_per_agent,
  lay: (options) => {
    const { agents, rounds } = options;
    const names = Array.from({ length: agents }, (_, index) => agentName(index, agents));
    return Promise.resolve(layOut(names, rounds, createTurnWriter(options)));
  },
};

function createTurnWriter(options: WorkloadOptions): (turn: Turn) => readonly Write[] {
  const { seed, writes_per_agent, mixed: knobs } = options;
  const drawKind = createWeightedDraw(FIELD_KINDS.map((kind) => knobs.kind_weights[kind]));
  const drawRank = createWeightedDraw(zipfWeights(knobs.fields_per_kind, knobs.field_skew));
  const values = createMixedValues(knobs);
  return ({ agent_id, agent_index, round }) => {
    // The index, not the name: names are padded to the number of agents.
    const random = createRandom(deriveSeed(seed, 'mixed', agent_index, round));
    return Array.from({ length: writes_per_agent }, (_, index): Write => {
      const op_id = round * writes_per_agent + index;
      const kind = FIELD_KINDS[drawKind(random)] ?? 'scalar';
      const field = fieldName(kind, drawRank(random), knobs.fields_per_kind);
      return { agent_id, op_id, field, ...values.draw(kind, `${agent_index}.${op_id}`, random) };
    });
  };
}

/** Zipf's law: the weight of rank k, counted from 1, is 1 / k^exponent. */
function zipfWeights(ranks: number, exponent: number): readonly number[] {
  return Array.from({ length: ranks }, (_, index) => (index + 1) ** -exponent);
}

/** `scalar-03`, rank 0 being the hottest. */
function fieldName(kind: FieldKind, rank: number, fields: number): string {
  const digits = Math.max(2, String(fields - 1).length);
  return `${kind}-${String(rank).padStart(digits, '0')}`;
}
