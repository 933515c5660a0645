import fc from 'fast-check';
import { HistogramLogReader, listTags, type Histogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { histogramTag, toHistogramLog } from '../../src/results/hlog.js';
import { buildRecord, histogramOf, NO_HISTOGRAMS } from './build-record.js';

function readBack(log: string): Histogram[] {
  const reader = new HistogramLogReader(log);
  const histograms: Histogram[] = [];
  for (let next = reader.nextIntervalHistogram(); next; next = reader.nextIntervalHistogram()) {
    histograms.push(next);
  }
  return histograms;
}

describe('histograms.hlog', () => {
  it('is read back by the library with equal counts and values', () => {
    const apply = histogramOf(...Array.from({ length: 70_000 }, (_, index) => 1_000 + (index % 7)));
    const read = histogramOf(5_000_000);
    const log = toHistogramLog([buildRecord({ histograms: { ...NO_HISTOGRAMS, apply, read } })]);
    expect(
      readBack(log).map(({ tag, totalCount, maxValue }) => ({ tag, totalCount, maxValue })),
    ).toEqual([
      { tag: 'crdt/clean_merge/2:apply', totalCount: 70_000, maxValue: 1_006 },
      {
        tag: 'crdt/clean_merge/2:read',
        totalCount: 1,
        maxValue: expect.closeTo(5_000_000, -4) as number,
      },
    ]);
  });

  it('has version, start time and legend before the first line', () => {
    expect(toHistogramLog([buildRecord()]).split('\n').slice(0, 3)).toEqual([
      '#[Histogram log format version 1.3]',
      '#[StartTime: 1735787045.678 (seconds since epoch), 2025-01-02T03:04:05.678Z]',
      '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
    ]);
  });

  it('places repetitions in time and shows maxima in milliseconds', () => {
    const histograms = { ...NO_HISTOGRAMS, import: histogramOf(2_500_000) };
    const later = { repetition: 1, started_at: '2025-01-02T03:04:07.000Z', wall_ns: 250_000_000 };
    const lines = toHistogramLog([
      buildRecord({ histograms }),
      buildRecord({ histograms, ...later }),
    ])
      .split('\n')
      .filter((line) => line.startsWith('Tag='));
    expect(lines.map((line) => line.split(',').slice(0, 4))).toEqual([
      ['Tag=crdt/clean_merge/2:import', '0.000', '0.005', '2.500'],
      ['Tag=crdt/clean_merge/2:import', '1.322', '0.250', '2.500'],
    ]);
  });

  it('has no line for what was not measured or never happened', () => {
    const log = toHistogramLog([
      buildRecord({ histograms: { ...NO_HISTOGRAMS, apply: histogramOf() } }),
    ]);
    expect(readBack(log)).toEqual([]);
    expect(readBack(toHistogramLog([]))).toEqual([]);
  });

  it('keeps its lines whole whatever a cell is called', () => {
    const anyId = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('a,b', 'a b', '\n#[StartTime: 1', 'a%2Cb', '\ud800'),
    );
    fc.assert(
      fc.property(anyId, (cell_id) => {
        const log = toHistogramLog([buildRecord({ cell_id })]);
        expect(readBack(log).map(({ totalCount }) => totalCount)).toEqual([3, 2]);
        expect(listTags(log)).toEqual(
          ['apply', 'import'].map((phase) => histogramTag(cell_id, phase)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('gives no two cells one tag', () => {
    const tags = ['a,b', 'a b', 'a%2Cb', 'a_b', 'a%20b', 'ab'].map((id) =>
      histogramTag(id, 'read'),
    );
    expect(new Set(tags).size).toBe(tags.length);
  });
});
