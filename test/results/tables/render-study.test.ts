import { describe, expect, it } from 'vitest';
import { analyseStudy } from '../../../src/results/analysis/analyse.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { renderStudy } from '../../../src/results/tables/render-study.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildChangedStudy, buildTroubledStudy, CRASHED } from '../build-changed-study.js';
import { buildStudyManifest, type StudyShape } from '../build-study.js';

const NARROW = { colour: 'none', width: 80 } as const;
const WIDE = { colour: 'none', width: 200 } as const;
const ONE: Partial<StudyShape> = {
  ...{ strategies: ['crdt'], workloads: ['mixed'], agents: [4], repetitions: 1 },
};

const STUDIES: Readonly<Record<string, AnalysedStudy>> = {
  'a plain study': buildAnalysedStudy(),
  'a study of three workloads': buildAnalysedStudy({ workloads: ['a', 'b', 'semantic_conflict'] }),
  'a study with failures': buildTroubledStudy(),
  'a study of one size': buildAnalysedStudy({ agents: [4] }),
  'a study of one repetition': buildAnalysedStudy(ONE),
  'a study that crashed': buildChangedStudy(() => CRASHED),
  'a study without results': analyseStudy(buildStudyManifest(), []),
};

describe.each(Object.entries(STUDIES))('%s at a terminal', (_, study) => {
  it('stays within 80 columns, but for commands that are to be copied', () => {
    const lines = renderStudy(study, NARROW).split('\n');
    expect(lines.filter((line) => line.length > 80 && !/^ {2}reproduce: /.test(line))).toEqual([]);
  });

  it('says the same with colours and without', () => {
    const coloured = renderStudy(study, { ...NARROW, colour: 'ansi' });
    expect(coloured).toContain('\u001b[');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderStudy(study, NARROW));
    expect(renderStudy(study, NARROW)).not.toContain('\u001b');
  });

  it('holds no empty part and no number that is none', () => {
    expect(renderStudy(study, WIDE)).not.toMatch(/\n{3,}|NaN|Infinity|undefined|null|\b0 agents/);
  });
});

describe('a study at a terminal', () => {
  it('begins with the verdict and a sentence on each strategy', () => {
    expect(renderStudy(buildAnalysedStudy(), WIDE).split('\n').slice(0, 5)).toEqual([
      'PASS All verdicts are as expected.',
      '- crdt lost nothing.',
      '- lww lost up to 45 contributions.',
      '',
      'At 2 agents; worst verdict and counts, median costs:',
    ]);
  });

  it('counts in whole numbers', () => {
    expect(renderStudy(buildAnalysedStudy(), WIDE)).toContain(
      [
        'Contributions lost by number of agents, the largest of all repetitions:',
        '',
        'workload           strategy       2  4   8  16',
        '-----------------  -------------  -  -  --  --',
        'clean_merge        lww            3  9  21  45',
      ].join('\n'),
    );
  });

  it('marks cells that failed, and says nothing of those that crashed', () => {
    const text = renderStudy(buildTroubledStudy(), WIDE);
    expect(text).toMatch(/^clean_merge +transactional .*\(FAIL\)/m);
    expect(text).toMatch(/^clean_merge +crdt .* - \(UNKNOWN\)$/m);
  });

  it('of one size says so, and nothing of growth', () => {
    const text = renderStudy(buildAnalysedStudy(ONE), WIDE);
    expect(text).toContain('\nAt 4 agents:\n');
    expect(text).toContain('\nTime to converge (ms) at 4 agents:\n');
    expect(text).not.toMatch(/by number of agents|Growth|±/);
  });

  it('without results is its headline and how to go on', () => {
    expect(renderStudy(analyseStudy(buildStudyManifest(), []), NARROW)).toMatch(
      /^UNKNOWN No repetition is recorded\.\n\nwarning: 0 repetitions of 72 planned [^\n]*(?:\n {2}[^\n]*)*$/,
    );
  });

  it('lets no name move the cursor', () => {
    const study = buildAnalysedStudy({ strategies: ['\u001b[2J\u202e\r'], workloads: ['\u0007'] });
    expect(renderStudy(study, WIDE)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    const [what, cause, remedy] = ['\u001b[2J', '\u202e', '\u0007'];
    const warned = buildAnalysedStudy(
      {},
      {
        warnings: [{ code: 'x', what, cause, remedy, cells: [] }],
        headline: { verdict: 'PASS', title: what, sentences: [cause] },
      },
    );
    expect(renderStudy(warned, WIDE)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });
});
