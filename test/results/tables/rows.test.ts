import { describe, expect, it } from 'vitest';
import type { ScalingFit } from '../../../src/results/analysis/analysis.js';
import type { Table } from '../../../src/results/table.js';
import { environmentTable } from '../../../src/results/tables/environment-rows.js';
import { exponentTable, fitTable } from '../../../src/results/tables/fit-rows.js';
import { metricRows, scalingRows } from '../../../src/results/tables/scaling-rows.js';
import { analysedByHand, buildAnalysedStudy } from '../build-analysed-study.js';
import { buildStudyManifest, buildStudyRecord } from '../build-study.js';

function textsOf({ rows }: Table): readonly (readonly string[])[] {
  return rows.map((row) => row.map(({ text }) => text));
}

function headingsOf({ columns }: Table): readonly string[] {
  return columns.map(({ heading }) => heading);
}

describe('the scaling table', () => {
  const records = [2, 4, 8].flatMap((agents) => [
    buildStudyRecord('clean_merge', 'crdt', agents, 0),
    { ...buildStudyRecord('clean_merge', 'lww', agents, 0), peak_rss_bytes: null },
  ]);
  const broken = records.map((record) =>
    record.agents === 8 && record.strategy === 'crdt'
      ? { ...record, verdict: 'FAIL' as const, converge_ns: 1_000_000 }
      : record,
  );

  it('has metrics and series down and numbers of agents across', () => {
    const table = scalingRows(buildAnalysedStudy(), ['converge_ns', 'writes_lost']);
    expect(headingsOf(table).slice(0, 5)).toEqual([
      ...['workload', 'strategy', 'metric', '2 agents', '4 agents'],
    ]);
    expect(textsOf(table)).toHaveLength(12);
    expect(textsOf(table)[6]).toEqual([
      ...['clean_merge', 'lww', 'contributions lost', '3', '9', '21', '45'],
    ]);
  });

  it('marks what did not pass and should have, so that nobody takes it for fast', () => {
    const study = analysedByHand(buildStudyManifest(), broken);
    expect(textsOf(metricRows(study, 'converge_ns'))[0]?.at(-1)).toBe('1.00 (FAIL)');
    expect(textsOf(metricRows(study, 'converge_ns'))[1]?.at(-1)).not.toContain('FAIL');
  });

  it('leaves out a metric that was measured nowhere, and has a dash where one was not', () => {
    const silent = records.map((record) => ({ ...record, model_calls_total: null }));
    const study = analysedByHand(buildStudyManifest(), silent);
    const table = scalingRows(study, ['peak_rss_bytes', 'model_calls_total']);
    expect(textsOf(table).map((row) => row.slice(1, 4))).toEqual([
      ['crdt', 'peak resident set (KiB)', expect.stringMatching(/^\d/)],
      ['lww', 'peak resident set (KiB)', '-'],
    ]);
  });
});

describe('the table of fits', () => {
  const KEY = {
    ...{ workload: 'clean_merge', strategy: 'crdt', topology: 'mesh', exchange: 'batch' },
    ...{ faults: 'none', threads: 'auto' },
    ...{ label: 'crdt', panel: 'clean_merge', line: 'crdt' },
  };
  const FITS: readonly ScalingFit[] = [
    {
      ...KEY,
      ...{ metric: 'converge_ns', type: 'fitted', a: 1, b: 1.414, b_low: 1.38, b_high: 1.5 },
      ...{ r_squared: 0.9987, n: 6 },
    },
    { ...KEY, metric: 'bytes_exchanged', type: 'refused', reason: 'its growth bends' },
  ];

  it('has the exponent with its interval, or the reason why there is none', () => {
    expect(textsOf(fitTable(FITS))).toEqual([
      [...['clean_merge', 'crdt', 'time to converge', '1.41 [1.38, 1.50]', '0.999', '6', '']],
      ['clean_merge', 'crdt', 'bytes exchanged', '-', '-', '-', 'its growth bends'],
    ]);
  });

  it('is for a terminal one row a series, with the farther end of the interval', () => {
    const study = buildAnalysedStudy({ workloads: ['clean_merge'], strategies: ['crdt'] });
    const table = exponentTable({ ...study, fits: FITS }, ['converge_ns', 'bytes_exchanged']);
    expect(textsOf(table)).toEqual([['clean_merge', 'crdt', 'n^1.41 ±0.09', 'none']]);
  });
});

describe('the table of the environment', () => {
  it('has what was measured with its unit, and what is nested by its own name', () => {
    const rows = Object.fromEntries(textsOf(environmentTable(buildStudyManifest()))) as object;
    expect(rows).toMatchObject({
      mergestorm: '0.1.0 (c0ffee)',
      'strategy crdt': '1.17.1',
      'cpu model': 'Example CPU_1 @ 3 GHz & more',
      memory: '8.00 GiB',
      'cgroup memory limit': 'unknown or none',
      'loro-crdt': '1.17.1',
      'harness: clock': '38.5 ns',
      'load after': 'unknown',
      seed: '1',
    });
  });

  it('shows whatever a foreign manifest holds as text', () => {
    const manifest = {
      ...buildStudyManifest(),
      environment: { cores: [1], flags: true, x_ns: 'y' },
    };
    const rows = Object.fromEntries(textsOf(environmentTable(manifest))) as object;
    expect(rows).toMatchObject({ cores: '[1]', flags: 'true', x: 'y' });
  });
});
