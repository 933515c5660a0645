// A workload is a seeded, pure source of writes: which agent writes what in which round. It knows nothing
// of strategies or threads; what a correct merge must hold follows from its writes alone.

import type { Script } from '../model/script.js';
import type { FieldKind } from '../model/write.js';
import type { GitCausality } from './git/options.js';

/** The knobs of the `mixed` workload. */
export interface MixedOptions {
  /** Relative weight of each kind of write; not all zero. */
  readonly kind_weights: Readonly<Record<FieldKind, number>>;
  /** Fields per kind, 1 or more. */
  readonly fields_per_kind: number;
  /** Exponent of the Zipf law by which fields are chosen: 0 is uniform, 1 is typical, more is hotter. */
  readonly field_skew: number;
  /** Share of set elements, 0 to 1, drawn from a pool common to all agents. */
  readonly element_overlap: number;
  /** Length of each value, element and fragment in characters, 16 or more. */
  readonly value_chars: number;
  /**
   * Share of writes, 0 to 1, that are to be real conflicts: set by two agents or more in one round, each to a
   * value of its own. They go to `hot_fields` scalars; without that, to as many as an agent has conflicts in a
   * round. All other scalars are then their writer's alone, so that nothing else conflicts. Met to within two
   * writes a round by an even number of agents in lock-step rounds; an odd one's last agent may be left without
   * anyone to conflict with, as one agent alone always is. Null: scalars conflict as agents happen to meet.
   */
  readonly conflict_share: number | null;
  /**
   * Fields per kind, 1 or more, that take nine tenths of the writes evenly, the others evenly the rest; from
   * `fields_per_kind` on, all alike. Replaces `field_skew`. Null: as the Zipf law has it.
   */
  readonly hot_fields: number | null;
  /**
   * Share of all writes, 0 to 1, to sets and texts together, which keep their proportion in `kind_weights` and
   * replace that of scalars; what would exceed 1 with `conflict_share` is cut. Null: as the weights have it.
   */
  readonly mergeable_ratio: number | null;
}

/** A local git history, as the workload `git` reads it. */
export interface GitSource {
  /** A folder in the repository: a checkout, any folder of one, or a bare repository. */
  readonly repo: string;
  /** Length of the windows that become rounds, in days; a whole number of 1 or more. */
  readonly days: number;
  /** How many of the most touched files are scalars; 0 for none. */
  readonly hot: number;
  /**
   * Full id of the commit whose history is read; of the one checked out where this is left out. To be named
   * where a history is laid more than once: people commit while a study is executed.
   */
  readonly commit?: string;
  /** What writes of one window know of each other; `windows` where this is left out. */
  readonly causality?: GitCausality;
}

export interface WorkloadOptions {
  readonly agents: number;
  readonly rounds: number;
  /** Per agent and round, for workloads whose size can be chosen. */
  readonly writes_per_agent: number;
  readonly seed: number;
  readonly mixed: MixedOptions;
  /** Path of a write log, for `log`; null otherwise. */
  readonly log_file: string | null;
  /** For `git`; null otherwise. */
  readonly git: GitSource | null;
}

/** What a workload may go by beside its agents and its seed. */
export type WorkloadSetting = Exclude<keyof WorkloadOptions, 'agents' | 'seed'>;

/** A named source of scripts. */
export interface Workload {
  readonly name: string;
  /** One line for `mergestorm list`. */
  readonly summary: string;
  /** `chosen`: the number of agents is an option; `given`: the input decides it (a log). */
  readonly agents: 'chosen' | 'given';
  /** The settings that change its scripts; whoever gives another to it alone is told that nothing uses it. */
  readonly settings: readonly WorkloadSetting[];
  /** Writes that an agent has each round at the least, known before laying; 1 where this is left out. */
  leastWrites?(options: WorkloadOptions): number;
  /** @throws UserError where its input cannot be read or is malformed. */
  lay(options: WorkloadOptions): Promise<Script>;
}
