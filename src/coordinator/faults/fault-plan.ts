// What a plan of faults answers: pure functions of (seed, pass, sender, receiver, attempt), so that no
// scheduling of threads can change which faults strike.

import type { Damage } from '../../workers/damage.js';

/** One copy of a blob on its way. */
export interface Copy {
  /** 0: it is imported in the pass in which it was exported. */
  readonly delay_passes: number;
  readonly damage: Damage | null;
  /** Orders the blobs that reach one receiver in one pass; equal keys keep the order of the routes. */
  readonly order: number;
}

/** What becomes of one blob from one sender to one receiver. */
export interface Transmission {
  /** None where it is lost. */
  readonly copies: readonly Copy[];
  /** Indexes of the faults that struck it, as in {@link FaultPlan.faults}. */
  readonly struck: readonly number[];
}

export interface Crash {
  readonly agent_index: number;
  /**
   * `before_export`: after the writes before this pass, which nobody has seen yet; `after_export`: it
   * exports in this pass and receives nothing in it.
   */
  readonly moment: 'before_export' | 'after_export';
  /** The pass whose blob it begins again with; null: with nothing. Never later than this pass. */
  readonly checkpoint_pass: number | null;
  readonly identity: 'fresh' | 'reused';
  /** Index of the fault that asked for it. */
  readonly fault: number;
}

/**
 * What shows that a fault did strike. `lost`: the blob did not arrive in its pass; `repeated`: it was
 * imported a second time; `late`: in a later pass, or after one that should have come after it; `refused`:
 * by its envelope, or by an engine; `restarted`: the agent began again; `contested`: a writer whose
 * clock is ahead and others wrote the same scalar.
 */
export type FaultEffect = 'lost' | 'repeated' | 'late' | 'refused' | 'restarted' | 'contested';

export interface FaultPlan {
  /** As they are spelled, in the order asked for; none where there are none. */
  readonly faults: readonly string[];
  /** Passes that the storm takes at least, so that every window of a fault comes and goes. */
  readonly storm_passes: number;
  /** The plan strikes in passes below the end of the storm; the caller does not ask in the heal. */
  readonly transmission: (
    pass: number,
    sender: number,
    receiver: number,
    attempt: number,
  ) => Transmission;
  /** In order of agents; at most one per agent and pass. */
  readonly crashes: (pass: number) => readonly Crash[];
  /**
   * Agents whose full blob must be kept in this pass, because a crash now or later begins again with it;
   * ascending. It is what the agent exports in this pass: taken after the restarts `before_export` of the
   * pass and before its imports.
   */
  readonly checkpoints: (pass: number) => readonly number[];
  /** Ticks by which an agent's clock is ahead, 0 or more. */
  readonly clockAhead: (agent_index: number) => number;
  /** How many agents' clocks are ahead. */
  readonly skewed_count: number;
  /** Whether this fault is one that strikes blobs, crashes agents, or skews clocks. */
  readonly targets: readonly ('blobs' | 'agents' | 'clocks')[];
  /** By what each fault shows. */
  readonly effects: readonly FaultEffect[];
  /** Why each fault struck nothing, should it end so, as its kind has it; null where it has nothing of its own. */
  readonly idle_reasons: readonly (string | null)[];
}
