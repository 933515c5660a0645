import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { deriveFiles } from '../../../src/results/derived/registry.js';
import { writeDerived } from '../../../src/results/derived/write.js';
import { isStoredPath } from '../../../src/results/study/stored-path.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildChangedStudy, buildTroubledStudy, CRASHED } from '../build-changed-study.js';
import { useTemporaryFolder } from '../study/temporary-folder.js';

const temporary = useTemporaryFolder();

const HOSTILE = [
  '../../outside',
  '/etc/passwd',
  'C:\\windows',
  'a/../../b',
  '.hidden',
  'nul\u0000\u202e',
  'x'.repeat(2_000),
];

/** Cells of one agent each whose ids are hostile, half of them failed. */
function hostileStudy(): AnalysedStudy {
  const shape = { strategies: HOSTILE, workloads: ['mixed'], agents: [2], repetitions: 2 };
  return buildChangedStudy(
    ({ strategy, repetition }) => ({
      ...{ strategy, cell_id: strategy, workload: strategy },
      ...(repetition === 1 ? CRASHED : {}),
    }),
    shape,
  );
}

async function pathsOf(study: AnalysedStudy): Promise<readonly string[]> {
  return (await deriveFiles(study)).map(({ path }) => path);
}

describe('the derived files', () => {
  it('are all that the public contract names', async () => {
    const paths = await pathsOf(buildTroubledStudy());
    const named = ['results.csv', 'results.json', 'histograms.hlog', 'summary.md', 'report.html'];
    expect(paths).toEqual(expect.arrayContaining([...named, 'log.txt']));
    for (const kind of [
      /^figures\/[a-z0-9-]+\.svg$/,
      /^figures\/[a-z0-9-]+\.vl\.json$/,
      /^tables\/[a-z]+\.tex$/,
      /^histograms\/[\w-]+\/(?:apply|export|import|read)\.hgrm$/,
      /^failures\/[\w-]+#\d+\/failure\.json$/,
      /^failures\/[\w-]+#\d+\/how-to\.txt$/,
    ]) {
      expect(paths.filter((path) => kind.test(path)).length).toBeGreaterThan(3);
    }
  });

  it('are neither manifest, journal, evidence nor states', async () => {
    const paths = await pathsOf(buildTroubledStudy());
    expect(paths.filter((path) => /^(?:manifest|cells|evidence|blobs)/.test(path))).toEqual([]);
  });

  it('are the same bytes twice', async () => {
    const files = await deriveFiles(buildTroubledStudy());
    expect(await deriveFiles(buildTroubledStudy())).toEqual(files);
  });

  it('have names of their own that lead nowhere but down, whatever cells are called', async () => {
    const files = await deriveFiles(hostileStudy());
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('failures/'))).toHaveLength(2 * HOSTILE.length);
    expect(paths.filter((path) => !isStoredPath(path))).toEqual([]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[a-z]+(?:\.\w+|(?:\/[\w#.-]+)+)$/);
    expect(() => {
      writeDerived(temporary.path, files);
    }).not.toThrow();
  });

  it('of two cells whose ids differ in letter case differ in more than that', async () => {
    const study = buildChangedStudy(({ strategy }) => ({ cell_id: strategy }), {
      ...{ strategies: ['Ab', 'aB'], workloads: ['mixed'], agents: [2], repetitions: 1 },
    });
    const paths = await pathsOf(study);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  it('of a study without results are those that need none', async () => {
    const nothing = { records: [], cells: [], series: [], fits: [] };
    expect(await pathsOf(buildAnalysedStudy({}, nothing))).toEqual([
      ...['results.csv', 'results.json', 'histograms.hlog', 'summary.md', 'report.html'],
      ...['tables/environment.tex', 'tables/environment.md', 'log.txt'],
    ]);
  });
});
