import { describe, expect, it } from 'vitest';
import { tableFiles } from '../../../src/results/tables/files.js';
import { STUDY_TABLES } from '../../../src/results/tables/registry.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { analysedByHand, buildAnalysedStudy } from '../build-analysed-study.js';
import { buildTroubledStudy } from '../build-changed-study.js';
import { buildExchangeStudy } from '../build-exchange-study.js';
import { buildStudyManifest } from '../build-study.js';

const HOSTILE = 'a|b & \\input{/etc/passwd} <script> % _x_ *y* `z` \u202e\n| c |';

const STUDIES: Readonly<Record<string, AnalysedStudy>> = {
  'a plain study': buildAnalysedStudy(),
  'a study with failures': buildTroubledStudy(),
  'a study of partial exchange': buildExchangeStudy({ agents: [4] }),
  'a study of hostile names': buildAnalysedStudy({ strategies: [HOSTILE], workloads: [HOSTILE] }),
};

async function contentOf(study: AnalysedStudy, path: string): Promise<string> {
  const file = (await tableFiles(study)).find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no file ${path}`);
  return file.content;
}

/** A table without rows is no file. */
function tablesIn(study: AnalysedStudy): readonly string[] {
  return STUDY_TABLES.filter(({ tableOf }) => tableOf(study).rows.length > 0).map(
    ({ name }) => name,
  );
}

/** Cells between separators that are not escaped. */
function cellsOf(line: string, separator: '&' | '|'): number {
  return line.split(new RegExp(`(?<!\\\\)\\${separator}`)).length;
}

describe.each(Object.entries(STUDIES))('the tables of %s', (_, study) => {
  it('are a file for papers and one for GitHub each', async () => {
    expect((await tableFiles(study)).map(({ path }) => path)).toEqual(
      tablesIn(study).flatMap((name) => [`tables/${name}.tex`, `tables/${name}.md`]),
    );
  });

  it.each(tablesIn(study))('%s.tex has equal rows', async (name) => {
    const lines = (await contentOf(study, `tables/${name}.tex`)).split('\n');
    const rows = lines.filter((line) => line.endsWith(' \\\\'));
    const columns = /\\begin\{tabular\}\{([lr]+)\}/.exec(lines.join('\n'))?.[1]?.length;
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map((row) => cellsOf(row, '&')))).toEqual(new Set([columns]));
    expect(lines.join('\n')).not.toMatch(/\\input|[^ -~\n]/);
  });

  it.each(tablesIn(study))('%s.md has equal rows', async (name) => {
    const [caption = '', empty, ...rows] = (await contentOf(study, `tables/${name}.md`))
      .trimEnd()
      .split('\n');
    expect([caption.length > 0, empty]).toEqual([true, '']);
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map((row) => cellsOf(row, '|'))).size).toBe(1);
    expect(rows.join('\n')).not.toMatch(/(?<!\\)<script|\u202e/);
  });
});

describe('the tables', () => {
  it('are six, and four of them where all exchange over a plain mesh', () => {
    expect(tablesIn(buildExchangeStudy({ agents: [4] }))).toEqual([
      ...['comparison', 'scaling', 'fits', 'exchange', 'faults', 'environment'],
    ]);
    expect(tablesIn(buildAnalysedStudy())).toEqual([
      ...['comparison', 'scaling', 'fits', 'environment'],
    ]);
  });

  it('say of a cell that failed that it did, and of a crashed one that nothing is known', async () => {
    const scaling = await contentOf(buildTroubledStudy(), 'tables/scaling.md');
    expect(scaling).toContain(
      '| clean_merge | transactional | contributions lost | 0 | 0 | 2 (FAIL) | 0 |',
    );
    expect(scaling).toContain(
      '| clean_merge | crdt | contributions lost | 0 | 0 | 0 | - (UNKNOWN) |',
    );
    expect(scaling).toContain('| clean_merge | lww | contributions lost | 3 | 9 | 21 | 45 |');
  });

  it('show costs in the unit of the heading, with intervals', async () => {
    expect(await contentOf(buildAnalysedStudy({ agents: [2] }), 'tables/scaling.md')).toMatch(
      /\| clean_merge \| lww \| time to converge \(ms\) \| 0\.4\d\d \\\[0\.\d{3}, 0\.\d{3}\\\] \|/,
    );
  });

  it('are only that of the machine where nothing was measured', async () => {
    const files = await tableFiles(analysedByHand(buildStudyManifest(), []));
    expect(files.map(({ path }) => path)).toEqual([
      'tables/environment.tex',
      'tables/environment.md',
    ]);
  });

  it('give two plug-ins of one name the exponents that are theirs', async () => {
    const plain = buildAnalysedStudy({ strategies: ['lww', 'crdt'], workloads: ['mixed'] });
    const rename = <T extends { label: string; strategy: string }>(named: T): T => ({
      ...named,
      strategy: 'mine',
      label: named.strategy === 'lww' ? 'mine' : 'mine (2)',
    });
    const study = { ...plain, series: plain.series.map(rename), fits: plain.fits.map(rename) };
    const fits = await contentOf(study, 'tables/fits.md');
    expect(fits).toMatch(/\| mixed \| mine \| time to converge \| (?:1\.0|0\.9)/);
    expect(fits).toMatch(/\| mixed \| mine \(2\) \| time to converge \| 1\.[34]/);
  });
});
