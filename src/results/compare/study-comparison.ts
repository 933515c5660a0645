// Two studies compared: what differs in speed, in size and in correctness, and what to conclude from it.
// Plain data, a pure function of the two studies, from which tables, JSON and exit code are made.

import type { Standing } from '../standing.js';
import type { MetricName } from '../analysis/metric.js';

/**
 * A point with the bounds of its 95 % interval. Infinite where BASE is 0 and NEW is not, which is null in
 * JSON; bounds are null below two repetitions, and where repetitions have no values of their own.
 */
export interface Difference {
  readonly percent: number;
  readonly low_percent: number | null;
  readonly high_percent: number | null;
}

/** What one side measured: how many repetitions, and their median (or worst, or percentile). */
export interface Measured {
  readonly n: number;
  readonly point: number;
}

/** What a comparison of one metric comes to. Only what is a gate can regress. */
export type MetricVerdict =
  | { readonly type: 'regression' }
  | { readonly type: 'improvement' }
  | { readonly type: 'no_change' }
  /** Neither shown to differ nor shown to be the same. */
  | { readonly type: 'unclear'; readonly reason: string }
  /** The metric is no gate: it is shown for what it is. */
  | { readonly type: 'not_gated' };

export interface MetricComparison {
  readonly metric: MetricName;
  readonly base: Measured;
  readonly new: Measured;
  /** NEW less BASE, in the metric's unit. */
  readonly difference: number;
  /** The same in percent of BASE. */
  readonly relative: Difference;
  /** Two-sided, of Mann and Whitney's test; null where repetitions have no values of their own. */
  readonly p: number | null;
  /** After Holm's correction over all gates of both studies; null for what is no gate. */
  readonly p_holm: number | null;
  readonly verdict: MetricVerdict;
}

export type Speed =
  | {
      readonly type: 'compared';
      readonly metrics: readonly MetricComparison[];
      /** Gates that only one of the two studies measured. */
      readonly unmeasured: readonly MetricName[];
    }
  /** The speed of a wrong result is no figure. */
  | { readonly type: 'not_compared'; readonly reason: string };

/** Something that BASE did right, or less wrong. */
export interface CorrectnessRegression {
  /** A column of results.csv. */
  readonly aspect: string;
  /** The repetitions in which it is worse, by number. */
  readonly repetitions: readonly number[];
  /** In the first of them. */
  readonly base: string;
  readonly new: string;
  /** Executes the first of them again. */
  readonly reproduce: string;
}

export interface PairedCell {
  /** In BASE. */
  readonly cell_id: string;
  /** The same with a plug-in's own name instead of where it lies. */
  readonly label: string;
  readonly standing: { readonly base: Standing; readonly new: Standing };
  readonly speed: Speed;
  readonly correctness: readonly CorrectnessRegression[];
}

/** Something that was not the same in both studies; values as JSON. */
export interface StudyDifference {
  /** `environment.cpu_model`, `study.writes_per_agent`… */
  readonly what: string;
  readonly base: string;
  readonly new: string;
}

/** How far the machine itself moved, by a fixed computation before each repetition. */
export interface Drift {
  readonly base_ns: number | null;
  readonly new_ns: number | null;
  /** Above 0: the machine was slower for NEW. Null where either study did not measure it. */
  readonly percent: number | null;
  /** By so much every interval of a time is widened on both sides. */
  readonly allowance_percent: number;
  /** The highest load average of a minute, before or after either study, over the cores; null if unknown. */
  readonly load_per_core: number | null;
}

/** What one of the studies says of the machine it was executed on. */
export interface MachineWarning {
  readonly side: 'BASE' | 'NEW';
  readonly what: string;
  readonly remedy: string;
}

/** All gates of both studies, tested together. */
export interface Family {
  readonly comparisons: number;
  /** Of those, the ones in which no difference however large could be significant. */
  readonly blind: number;
  /** Repetitions of each cell, on both sides, from which on none would be blind. */
  readonly runs_needed: number;
}

export type Conclusion =
  | { readonly type: 'regression'; readonly reasons: readonly string[] }
  /** Nothing is shown to be worse, and something could have been worse without being shown. */
  | { readonly type: 'undecided'; readonly reasons: readonly string[] }
  | { readonly type: 'quiet' };

/** One of the two studies. */
export interface Side {
  readonly study: string;
  readonly tool_version: string;
  readonly started_at: string;
  readonly repetitions: number;
}

export interface StudyComparison {
  readonly base: Side;
  readonly new: Side;
  readonly tolerance_percent: number;
  /** Of machine or settings. Where there are any, the numbers below compare what is not comparable. */
  readonly differences: readonly StudyDifference[];
  /** Of tool, packages and strategies: usually what is being compared. */
  readonly versions: readonly StudyDifference[];
  readonly drift: Drift;
  /** What the probe does not see: it leaves out what others took of the cores. */
  readonly warnings: readonly MachineWarning[];
  readonly family: Family;
  readonly cells: readonly PairedCell[];
  readonly only_in_base: readonly string[];
  readonly only_in_new: readonly string[];
  readonly conclusion: Conclusion;
}
