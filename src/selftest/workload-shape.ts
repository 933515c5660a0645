// The workloads of the selftest: small, because there are hundreds of repetitions, and crowded, because a
// repetition in which nothing contends proves nothing.

import type { Script } from '../model/script.js';
import { DEFAULT_MIXED, mixed } from '../workloads/mixed.js';
import type { MixedOptions } from '../workloads/workload.js';

export interface WorkloadShape {
  readonly agents: number;
  readonly rounds: number;
  readonly writes_per_agent: number;
  readonly mixed: MixedOptions;
  /** Per round the index of the agent that alone writes in it; all of them do where this is left out. */
  readonly turns?: readonly number[];
}

/** All kinds of writes on few fields, twice, so that the second round supersedes much of the first. */
export const CROWDED: WorkloadShape = {
  agents: 4,
  rounds: 2,
  writes_per_agent: 8,
  mixed: { ...DEFAULT_MIXED, fields_per_kind: 3 },
};

/** The same in one round: nothing is written after the first exchange, whatever becomes of it. */
export const CROWDED_ONCE: WorkloadShape = { ...CROWDED, rounds: 1 };

/** One round in which no two agents say the same, so that whoever misses a write misses it whole. */
export const DISTINCT_ONCE: WorkloadShape = {
  ...CROWDED_ONCE,
  mixed: { ...CROWDED.mixed, element_overlap: 0 },
};

/** Elements and fragments, none of which another one supersedes, in as many rounds as it takes to crash between. */
export const ADDITIONS_OFTEN: WorkloadShape = {
  ...CROWDED,
  rounds: 5,
  mixed: {
    ...CROWDED.mixed,
    kind_weights: { scalar: 0, grow_set: 1, append_text: 1 },
    element_overlap: 0,
  },
};

/** One agent, which nobody contradicts. */
export const LONELY: WorkloadShape = { ...CROWDED, agents: 1 };

/** Two agents far from each other on a line that write one after the other, never in one round. */
export const TAKING_TURNS: WorkloadShape = { ...CROWDED, turns: [0, 3] };

/** A hundred writes of every agent, none of which another write makes up for: a lost one is lost. */
export const HUNDREDS: WorkloadShape = {
  agents: 3,
  rounds: 1,
  writes_per_agent: 100,
  mixed: {
    ...DEFAULT_MIXED,
    fields_per_kind: 3,
    kind_weights: { scalar: 0, grow_set: 1, append_text: 1 },
    element_overlap: 0,
  },
};

export async function layShape({ turns, ...shape }: WorkloadShape, seed: number): Promise<Script> {
  const script = await mixed.lay({ ...shape, seed, log_file: null, git: null });
  return turns ? inTurns(script, turns) : script;
}

function inTurns({ rounds, ...script }: Script, turns: readonly number[]): Script {
  const alone = rounds.map((writes, round) =>
    writes.map((own, agent_index) => (agent_index === turns[round] ? own : [])),
  );
  return { ...script, rounds: alone, writes_per_agent: null };
}
