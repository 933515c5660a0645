import { describe, expect, it } from 'vitest';
import { histogramFiles } from '../../../src/results/derived/histogram-files.js';
import { TIMED_PHASES } from '../../../src/results/analysis/metric.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildChangedStudy } from '../build-changed-study.js';
import { histogramOf, NO_HISTOGRAMS } from '../build-record.js';

const SHAPE = { strategies: ['crdt'], workloads: ['mixed'], agents: [16], repetitions: 3 };

interface Line {
  readonly value_ns: number;
  readonly percentile: number;
  readonly count: number;
}

function parsed(text: string): readonly Line[] {
  return text
    .split('\n')
    .slice(2)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [value_us = NaN, share = NaN, count = NaN] = line.trim().split(/\s+/).map(Number);
      return { value_ns: value_us * 1_000, percentile: share * 100, count };
    });
}

describe('the percentile distributions', () => {
  it('have the percentiles of the summary, for every phase of every cell', async () => {
    const study = buildAnalysedStudy(SHAPE);
    const files = await histogramFiles(study);
    const measured = TIMED_PHASES.filter((phase) => study.cells[0]?.phases[phase]);
    expect(measured).toEqual(['apply', 'export', 'import', 'read']);
    expect(files.map(({ path }) => path)).toEqual(
      measured.map((phase) => `histograms/mixed-crdt-mesh-batch-a16-tauto/${phase}.hgrm`),
    );
    for (const [index, phase] of measured.entries()) {
      const summary = study.cells[0]?.phases[phase]?.summary;
      const lines = parsed(files[index]?.content ?? '');
      const at = (percentile: number) =>
        lines.find((line) => line.percentile >= percentile)?.value_ns ?? NaN;
      expect(lines.at(-1)?.count).toBe(summary?.count);
      for (const [percentile, ns] of [
        [50, summary?.p50_ns],
        [90, summary?.p90_ns],
        [99, summary?.p99_ns],
        [100, summary?.max_ns],
      ] as const) {
        expect(Math.abs(at(percentile) / (ns ?? NaN) - 1)).toBeLessThan(0.002);
      }
    }
  });

  it('tell latencies apart that are shorter than a microsecond', async () => {
    const apply = histogramOf(120, 350, 990);
    const study = buildChangedStudy(() => ({ histograms: { ...NO_HISTOGRAMS, apply } }), {
      ...SHAPE,
      repetitions: 1,
    });
    const [file, ...others] = await histogramFiles(study);
    expect(others).toEqual([]);
    const values = parsed(file?.content ?? '').map(({ value_ns }) => Math.round(value_ns));
    expect([...new Set(values)]).toEqual([120, 350, 990]);
  });
});
