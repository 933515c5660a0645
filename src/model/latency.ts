// A latency distribution once it has left the thread that recorded it, and what is read off it. Plain data,
// so it crosses threads and stands in files as it is.

/** A recorded distribution: the histogram encoded, and beside it what encoding would lose. */
export interface PortableHistogram {
  /** HdrHistogram V2, compressed, base64. Values are nanoseconds from 1 to one hour, to 3 digits. */
  readonly encoded: string;
  readonly count: number;
  /** The exact extremes; null where nothing was recorded. */
  readonly min_ns: number | null;
  readonly max_ns: number | null;
  readonly sum_ns: number;
}

/** What is reported of a distribution. All but `count` are null where nothing was recorded. */
export interface LatencySummary {
  readonly count: number;
  readonly mean_ns: number | null;
  readonly min_ns: number | null;
  readonly p50_ns: number | null;
  readonly p90_ns: number | null;
  readonly p99_ns: number | null;
  readonly p99_9_ns: number | null;
  readonly max_ns: number | null;
}
