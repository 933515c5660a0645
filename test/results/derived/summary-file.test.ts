import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { summaryFile } from '../../../src/results/derived/summary-file.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildChangedStudy, buildTroubledStudy, CRASHED } from '../build-changed-study.js';
import { buildStudyManifest } from '../build-study.js';

const HOSTILE = 'a|b\n# not a heading <script> [x](javascript:y) `z` \u202e';

const STUDIES: Readonly<Record<string, AnalysedStudy>> = {
  'a plain study': buildAnalysedStudy(),
  'a study with failures': buildTroubledStudy(),
  'a study of one size': buildAnalysedStudy({ agents: [4] }),
  'a study that crashed': buildChangedStudy(() => CRASHED),
  'a study without results': analyseStudy(buildStudyManifest(), []),
  'a study of hostile names': buildAnalysedStudy({ strategies: [HOSTILE], workloads: [HOSTILE] }),
};

async function summaryOf(study: AnalysedStudy): Promise<string> {
  const [file, ...others] = await summaryFile(study);
  expect([file?.path, others]).toEqual(['summary.md', []]);
  return file?.content ?? '';
}

function headingsOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('#'));
}

describe.each(Object.entries(STUDIES))('summary.md of %s', (_, study) => {
  it('has tables with equal rows and no empty one', async () => {
    const tables = (await summaryOf(study))
      .split('\n\n')
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
      .filter((rows) => rows.length > 0);
    for (const rows of tables) {
      expect(rows.length).toBeGreaterThan(2);
      expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
    }
  });

  it('holds no gap, no broken number and no markup from names', async () => {
    const text = await summaryOf(study);
    expect(text).not.toMatch(/\n{3,}|NaN|Infinity|undefined|\u202e|(?<!\\)<script|^# not/m);
    expect(text).toMatch(/[^\n]\n$/);
    expect(headingsOf(text)[0]).toMatch(/^# (?:PASS|FAIL|UNKNOWN): \S/);
    expect(headingsOf(text).slice(-2)).toEqual(['## Environment', '## Commands']);
  });
});

describe('summary.md', () => {
  it('has a section for each question of a reader', async () => {
    expect(headingsOf(await summaryOf(buildAnalysedStudy()))).toEqual([
      '# PASS: All verdicts are as expected.',
      '## At the smallest number of agents',
      '## At the largest number of agents',
      '## Scaling',
      '## Fits',
      '## Warnings',
      '## Environment',
      '## Commands',
    ]);
  });

  it('lets neither headline nor warnings be markup', async () => {
    const hostile = '<script> *x* | `y` \n# z';
    const text = await summaryOf(
      buildAnalysedStudy(
        {},
        {
          warnings: [{ code: 'x', what: hostile, cause: hostile, remedy: hostile, cells: [] }],
          headline: { verdict: 'FAIL', title: hostile, sentences: [hostile] },
        },
      ),
    );
    expect(text.match(/\\<script\\> \\\*x\\\* \\\| \\`y\\`/g)).toHaveLength(5);
    expect(text).not.toMatch(/(?<!\\)<script|^# z/m);
  });

  it('compares once where there is one size', async () => {
    const text = await summaryOf(buildAnalysedStudy({ agents: [4] }));
    expect(headingsOf(text)).toContain('## Comparison');
    expect(text).toContain('| semantic_conflict | crdt | PASS | escalated | yes | 0 | full | 1 |');
  });

  it('has the fits there are, and leaves refusals to their table', async () => {
    const text = await summaryOf(buildAnalysedStudy());
    expect(text).toMatch(/\| clean_merge \| transactional \| time to converge \| 1\.9\d \\\[/);
    expect(text).not.toContain('the points lie on no power law');
  });

  it('of a study without results says so, and how to go on', async () => {
    const text = await summaryOf(analyseStudy(buildStudyManifest(), []));
    expect(headingsOf(text)).toEqual([
      '# UNKNOWN: No repetition is recorded.',
      '## Warnings',
      '## Environment',
      '## Commands',
    ]);
  });
});

describe('a warning in summary.md', () => {
  const warning = { code: 'few_repetitions', cause: 'it is so', remedy: 'change it' } as const;

  it.each([
    ['in 1 cell writes fell due', ['a'], '- in 1 cell writes fell due: it is so'],
    ['2 cells of 9 are short', ['a', 'b'], '- 2 cells of 9 are short: it is so'],
    ['in 13 cells writes fell due', ['a', 'b', 'c'], '- in 13 cells writes fell due (3 cells): it'],
    ['the clock is coarse', ['a'], '- the clock is coarse (1 cell): it is so'],
    ['the machine was busy', [], '- the machine was busy: it is so'],
  ])('says once how many cells it is about: %s', async (what, cells, line) => {
    const study = { ...buildAnalysedStudy(), warnings: [{ ...warning, what, cells }] };
    expect(await summaryOf(study)).toContain(line);
  });
});
