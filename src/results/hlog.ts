// histograms.hlog: every distribution in full, as an HdrHistogram log 1.3, which the tools of that family
// read and plot. A line is assembled from the encoded histogram, so nothing is decoded on the way.
// http://hdrhistogram.github.io/HdrHistogram/JavaDoc/org/HdrHistogram/HistogramLogWriter.html

import type { PortableHistogram } from '../model/latency.js';
import type { RepetitionRecord } from './record.js';

const LEGEND = '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"';

/** The log shows maxima in this many of the histogram's units (ns): in milliseconds. */
const MAX_VALUE_UNIT_RATIO = 1e6;

/** The whole file: one line per repetition and measured phase, tagged with cell and phase. */
export function toHistogramLog(records: readonly RepetitionRecord[]): string {
  const origin_ms = Math.min(...records.map(startOf));
  const lines = records.flatMap((record) => linesOf(record, startOf(record) - origin_ms));
  return [...header(records.length === 0 ? 0 : origin_ms), ...lines, ''].join('\n');
}

/** What ends a tag early (a comma, a space) or cannot be seen, and the sign that marks its encoding. */
const UNSAFE_IN_TAG = /[\s,%\p{C}]/gu;

/** The tag of one phase of a cell; unsafe characters are percent-encoded, so that no two cells share it. */
export function histogramTag(cell_id: string, phase: string): string {
  const wellFormed = cell_id.replace(/\p{Surrogate}/gu, '\uFFFD');
  return `${wellFormed.replace(UNSAFE_IN_TAG, encodeURIComponent)}:${phase}`;
}

function header(origin_ms: number): readonly string[] {
  const date = new Date(origin_ms).toISOString();
  return [
    '#[Histogram log format version 1.3]',
    `#[StartTime: ${seconds(origin_ms)} (seconds since epoch), ${date}]`,
    LEGEND,
  ];
}

function linesOf(record: RepetitionRecord, start_ms: number): readonly string[] {
  const length_ms = (record.wall_ns ?? 0) / 1e6;
  return Object.entries(record.histograms).flatMap(([phase, histogram]) =>
    measured(histogram).map(({ encoded, max_ns }) => {
      const max = ((max_ns ?? 0) / MAX_VALUE_UNIT_RATIO).toFixed(3);
      const tag = histogramTag(record.cell_id, phase);
      return `Tag=${tag},${seconds(start_ms)},${seconds(length_ms)},${max},${encoded}`;
    }),
  );
}

function measured(histogram: PortableHistogram | null): readonly PortableHistogram[] {
  return histogram && histogram.count > 0 ? [histogram] : [];
}

function startOf({ started_at }: RepetitionRecord): number {
  return Date.parse(started_at);
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
