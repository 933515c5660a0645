import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import { METRICS } from '../../../src/results/analysis/metric.js';
import { buildManifest } from '../../../src/results/manifest.js';
import { buildParts } from '../build-manifest.js';
import { buildStudyManifest, buildStudyRecords } from '../build-study.js';

const SHAPE = { workloads: ['clean_merge', 'semantic_conflict'], repetitions: 4 } as const;
const MANIFEST = buildStudyManifest(SHAPE);
const RECORDS = buildStudyRecords(SHAPE);

describe('analyseStudy', () => {
  const study = analyseStudy(MANIFEST, RECORDS);

  it('has a cell per point of the grid and a series per strategy and workload', () => {
    expect(study.cells).toHaveLength(2 * 4 * 3);
    expect(
      study.series.map(({ workload, strategy, cells }) => [workload, strategy, cells.length]),
    ).toEqual([
      ['clean_merge', 'lww', 4],
      ['clean_merge', 'transactional', 4],
      ['clean_merge', 'crdt', 4],
      ['semantic_conflict', 'lww', 4],
      ['semantic_conflict', 'transactional', 4],
      ['semantic_conflict', 'crdt', 4],
    ]);
  });

  it('finds the exponents that the costs were made with', () => {
    const fits = study.fits.filter(({ metric }) => metric === 'converge_ns');
    const exponents = fits.map((fit) => (fit.type === 'fitted' ? fit.b.toFixed(1) : fit.reason));
    expect(exponents).toEqual(['1.0', '1.9', '1.4', '1.0', '1.9', '1.4']);
  });

  it('is the same whatever order the records come in, and from any iterable', () => {
    const shuffled = new Set(RECORDS.toReversed());
    expect(analyseStudy(MANIFEST, shuffled)).toEqual(study);
  });

  it('keeps every record', () => {
    expect(study.records).toEqual(RECORDS);
  });

  it('follows the expectations that a study was given', () => {
    const strict = { ...MANIFEST, study: { ...MANIFEST.study, expect: { lww: 'pass' } } };
    const standings = analyseStudy(strict, RECORDS).cells.map(({ standing }) => standing);
    expect(new Set(standings)).toEqual(new Set(['invalid', 'valid']));
    expect(new Set(study.cells.map(({ standing }) => standing))).toEqual(
      new Set(['baseline', 'valid']),
    );
  });

  it('summarises every metric of every cell that measured it', () => {
    const [cell] = study.cells;
    expect(Object.keys(cell?.metrics ?? {})).toEqual(METRICS.map(({ name }) => name));
    expect(cell?.metrics.converge_ns).toMatchObject({ n: 4 });
    expect(cell?.metrics.import_p99_ns).toMatchObject({ n: 4 });
  });

  it('makes an empty study of no records, under any manifest', () => {
    const manifest = buildManifest(buildParts({ study: {}, environment: {}, harness_cost: {} }));
    const empty = analyseStudy(manifest, []);
    expect(empty).toMatchObject({ cells: [], series: [], fits: [], warnings: [] });
    expect(empty.headline).toEqual({
      verdict: 'UNKNOWN',
      title: 'No repetition is recorded.',
      sentences: [],
    });
  });
});
