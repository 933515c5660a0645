import { describe, expect, it } from 'vitest';
import { logFile } from '../../../src/results/derived/log-file.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import type { Manifest } from '../../../src/results/manifest.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildRecord } from '../build-record.js';
import { buildStudyManifest } from '../build-study.js';

async function linesOf(study: AnalysedStudy): Promise<readonly string[]> {
  const [file, ...others] = await logFile(study);
  expect([file?.path, others]).toEqual(['log.txt', []]);
  expect(file?.content).toMatch(/\n$/);
  return file?.content.trimEnd().split('\n') ?? [];
}

const RESUMED: Manifest = {
  ...buildStudyManifest(),
  argv: ['study', "it's.yaml"],
  started_at: '2025-01-02T03:00:00Z',
  ended_at: null,
  resumptions: [
    {
      argv: ['study', '--resume', 'x'],
      started_at: '2025-01-02T05:00:00.000Z',
      ended_at: '2025-01-02T06:00:00.000Z',
      load_before: null,
      load_after: [0.5, 1, 2],
    },
  ],
};

const RECORDS = [
  buildRecord({ cell_id: 'late', started_at: '2025-01-02T05:30:00.000Z' }),
  buildRecord({
    cell_id: 'early',
    started_at: '2025-01-02T05:00:01+02:00',
    converge_ns: 1_234_567,
  }),
  buildRecord({
    ...{
      cell_id: 'bad',
      started_at: '2025-01-02T05:30:00.500Z',
      status: 'oom',
      verdict: 'UNKNOWN',
    },
    ...{ converge_ns: null, wall_ns: null, note: 'killed\nby the system\u202e' },
  }),
];

describe('log.txt', () => {
  it('has what happened in the order of time, in UTC', async () => {
    const study = { ...buildAnalysedStudy(), manifest: RESUMED, records: RECORDS };
    expect(await linesOf(study)).toEqual([
      `2025-01-02T03:00:00.000Z study started: mergestorm study 'it'\\''s.yaml' (load 0.50 0.25 0.13)`,
      '2025-01-02T03:00:01.000Z repetition early#0: ok PASS, converged in 1.23 ms, took 5.00 ms',
      '2025-01-02T05:00:00.000Z study resumed: mergestorm study --resume x',
      '2025-01-02T05:30:00.000Z repetition late#0: ok PASS, converged in 1.23 ms, took 5.00 ms',
      '2025-01-02T05:30:00.500Z repetition bad#0: oom UNKNOWN, killed\\u000aby the system\\u202e',
      '2025-01-02T06:00:00.000Z study ended (load 0.50 1.00 2.00)',
    ]);
  });

  it('has a line for every repetition of a study, each at a time', async () => {
    const study = buildAnalysedStudy();
    const lines = await linesOf(study);
    expect(lines).toHaveLength(study.records.length + 2);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S/);
    expect(lines).toEqual(
      lines.toSorted((left, right) => (left.slice(0, 24) < right.slice(0, 24) ? -1 : 1)),
    );
  });
});
