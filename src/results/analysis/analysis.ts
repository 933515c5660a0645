// A study analysed: what all tables, figures, reports and exporters are made from. Plain data, a pure
// function of manifest and records, so that every derived file can be made again byte for byte.

import type { LatencySummary, PortableHistogram } from '../../model/latency.js';
import type { Outcome, Status, Verdict } from '../../model/verdict.js';
import type { Manifest } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import type { MetricName, TimedPhase } from './metric.js';
import type { Standing } from '../standing.js';

/** What tells cells apart, as in results.csv. */
export interface Factors {
  readonly workload: string;
  readonly strategy: string;
  readonly strategy_version: string;
  readonly topology: string;
  readonly exchange: string;
  readonly faults: string;
  readonly agents: number;
  readonly threads: number;
  readonly rounds: number;
  readonly writes_per_agent: number | null;
}

/** A repetition far from the others of its cell (Iglewicz and Hoaglin, 1993): reported, never dropped. */
export interface Outlier {
  readonly repetition: number;
  readonly value: number;
  /** 0.6745 (value - median) / MAD; beyond 3.5 either way it is listed. */
  readonly modified_z_score: number;
}

/** One metric of one cell over its repetitions, in the metric's unit. */
export interface MetricSummary {
  /** Repetitions in which it was measured. */
  readonly n: number;
  /** The median, the largest (see `fold` of the metric), or the percentile of the merged histogram. */
  readonly point: number;
  /** Bounds of the bootstrap 95 % interval of the point; both null below two repetitions, and of a largest. */
  readonly low: number | null;
  readonly high: number | null;
  readonly min: number;
  readonly max: number;
  /** Interquartile range over the median; null below two repetitions or at a median of 0. */
  readonly spread_ratio: number | null;
  /** Empty below five repetitions, of which no one can be told to be odd. */
  readonly outliers: readonly Outlier[];
}

/** One phase of a cell: the histograms of its repetitions merged. Percentiles are read off the merged one. */
export interface PhaseAnalysis {
  readonly histogram: PortableHistogram;
  readonly summary: LatencySummary;
}

export interface CellAnalysis {
  readonly cell_id: string;
  readonly factors: Factors;
  readonly repetitions: number;
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
  /** The worst over all repetitions. */
  readonly verdict: Verdict;
  readonly expectation: 'pass' | 'fail';
  readonly standing: Standing;
  /** Of the repetition that the cell is shown by: the first with the worst verdict. */
  readonly outcome: Outcome | null;
  readonly converged: boolean | null;
  readonly attribution_complete: boolean | null;
  /** The repetition the cell is shown by. */
  readonly shown: RepetitionRecord;
  /** Null where it was measured in no repetition. */
  readonly metrics: Readonly<Record<MetricName, MetricSummary | null>>;
  readonly phases: Readonly<Record<TimedPhase, PhaseAnalysis | null>>;
}

/** Cells that differ in nothing but the number of agents: one curve. */
export interface SeriesKey {
  readonly workload: string;
  readonly strategy: string;
  readonly topology: string;
  readonly exchange: string;
  readonly faults: string;
  /** As asked for: `auto`, `2`, `agents`, `inline`. */
  readonly threads: string;
}

/** Of one series: two that go by the same strategy's name have the same key, but not the same label. */
export interface SeriesName extends SeriesKey {
  /**
   * What tells it from the other series of its workload; the strategy at the least. The same in all workloads.
   * May hold any character.
   */
  readonly label: string;
  /** Where it is drawn: its workload, and its faults where the study has several mixes of them. */
  readonly panel: string;
  /** What tells it from the other series of its panel: the label without its faults. */
  readonly line: string;
}

export interface Series extends SeriesName {
  /** By ascending number of agents. */
  readonly cells: readonly CellAnalysis[];
}

/** cost = a x agents^b, fitted in the logarithms over the cells' points. */
export type ScalingFit = SeriesName & { readonly metric: MetricName } & (
    | {
        readonly type: 'fitted';
        readonly a: number;
        readonly b: number;
        /** Bounds of the 95 % interval of b. */
        readonly b_low: number;
        readonly b_high: number;
        readonly r_squared: number;
        /** Sizes it was fitted over. */
        readonly n: number;
      }
    | { readonly type: 'refused'; readonly reason: string }
  );

/** Something that makes a number mean less than it seems to. */
export interface StudyWarning {
  readonly code: string;
  /** What is the matter, with the number that shows it. */
  readonly what: string;
  readonly cause: string;
  readonly remedy: string;
  /** The cells it is about; empty where it is the study. */
  readonly cells: readonly string[];
}

export interface Headline {
  /** The worst of all cells but those that failed as expected; FAIL where there are no others. */
  readonly verdict: Verdict;
  /** One sentence: whether all is as expected. */
  readonly title: string;
  /** One sentence per strategy: what it lost, surfaced and cost, at the largest size. */
  readonly sentences: readonly string[];
}

/** Cells that are shown together, and what is seen when they are. */
export interface StudyPart {
  readonly cells: readonly CellAnalysis[];
  readonly series: readonly Series[];
  readonly fits: readonly ScalingFit[];
}

/** Its own part are the cells of merging. */
export interface AnalysedStudy extends StudyPart {
  readonly manifest: Manifest;
  /** Of all cells, in the order of the grid, then by repetition; races for sessions stand last. */
  readonly records: readonly RepetitionRecord[];
  /** Races for sessions; empty in most studies. */
  readonly sessions: StudyPart;
  readonly warnings: readonly StudyWarning[];
  readonly headline: Headline;
}
