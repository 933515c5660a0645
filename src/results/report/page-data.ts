// What the page's script is given: numbers for the marks, and beside them the texts that tables and captions
// show, so that the script formats nothing. Types alone: the script imports this file.

export interface PageData {
  /** What tells the curves of one workload apart; a curve's colour and shape are those of its index. */
  readonly labels: readonly string[];
  /** Workloads; one entry for each mix of faults, where the study has several. */
  readonly workloads: readonly string[];
  readonly cells: readonly PageCell[];
  readonly metrics: readonly PageMetric[];
  readonly percentiles: readonly PagePercentiles[];
  readonly percentile_axes: readonly PagePercentileAxis[];
  readonly phases: readonly PagePhases[];
  readonly specs: PageSpecs;
}

/** Vega specifications whose named data are empty. */
export interface PageSpecs {
  readonly scaling_log: object;
  /** Logarithmic with a place for 0. */
  readonly scaling_symlog: object;
  readonly scaling_linear: object;
  readonly percentiles: object;
  readonly phases: object;
}

/** A row of a table as texts. */
export type TextRow = readonly string[];

export interface PageCell {
  /** Indices into `workloads` and `labels`. */
  readonly workload: number;
  readonly label: number;
  readonly agents: number;
  /** Whether its mark is filled: only what is valid is compared. */
  readonly valid: boolean;
  /** Its standing in words. */
  readonly judged: string;
}

export interface PageMetric {
  readonly name: string;
  /** Such as `time to converge (ms)`. */
  readonly title: string;
  /** What a mark is, in a sentence. */
  readonly caption: string;
  /** By workload. */
  readonly axes: readonly PageAxis[];
  readonly points: readonly PagePoint[];
  readonly laws: readonly PageLaw[];
}

/** The value axis of a metric in one workload, in the unit of the title. */
export interface PageAxis {
  /** What the logarithmic axis is: `symlog` where a value is 0. */
  readonly type: 'log' | 'symlog';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly linear_domain: readonly [number, number];
}

/** One mark, in the unit of the title. A tuple, because there are many. */
export type PagePoint = readonly [
  /** Index into `cells`. */
  cell: number,
  n: number,
  value: number,
  low: number | null,
  high: number | null,
  /** With unit. */
  value_text: string,
  interval_text: string,
];

/** How a metric of one curve grows. */
export interface PageLaw {
  /** Indices into `workloads` and `labels`. */
  readonly workload: number;
  readonly label: number;
  /** value = a x agents^b between these sizes, in the unit of the title; null where none was fitted. */
  readonly law: Law | null;
  /** Exponent, its interval, goodness and sizes; or the reason alone. */
  readonly texts: TextRow;
}

export interface Law {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly to: number;
}

/** The latencies of one phase of one cell, in milliseconds. */
export interface PagePercentiles {
  /** Index into `cells`. */
  readonly cell: number;
  /** The step in words: `import`, `write seen at all replicas`. */
  readonly phase: string;
  /** Pairs of 1 / (1 - percentile / 100) and the latency there. */
  readonly points: readonly (readonly [inverse: number, value_ms: number])[];
  /** Count, p50, p90, p99, p99.9 and the largest. */
  readonly texts: TextRow;
}

/** The value axis for all cells of one workload, in milliseconds. */
export interface PagePercentileAxis {
  /** Index into `workloads`. */
  readonly workload: number;
  readonly phase: string;
  readonly axis: PageAxis;
}

/** Where the time of one cell goes. */
export interface PagePhases {
  /** Index into `cells`. */
  readonly cell: number;
  readonly parts: readonly (readonly [phase: string, value_ms: number])[];
  /** The parts with units, and their sum. */
  readonly texts: TextRow;
}
