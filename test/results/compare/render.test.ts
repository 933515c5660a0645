import { describe, expect, it } from 'vitest';
import { compareStudies } from '../../../src/results/compare/compare-studies.js';
import {
  renderStudyComparison,
  studyComparisonJson,
  studyComparisonMarkdown,
} from '../../../src/results/compare/render.js';
import type { Detail } from '../../../src/results/compare/sections.js';
import { buildNoisyStudy, onlyIn, slowerBy } from './build-noisy-study.js';

const BASE = buildNoisyStudy({ seed: 1 });
const SLOWER = compareStudies(BASE, buildNoisyStudy({ seed: 2 }, onlyIn('crdt', slowerBy(1.3))), 5);
const NOTABLE: Detail = { gates: 'notable', others: 'hidden' };
const PLAIN = { colour: 'none', width: null } as const;

function rows(text: string, word: string): number {
  return text.split('\n').filter((line) => line.startsWith('clean_merge') && line.includes(word))
    .length;
}

describe('a comparison for a terminal', () => {
  it('lists what changed, counts the rest, and ends with the conclusion', () => {
    const text = renderStudyComparison(SLOWER, NOTABLE, PLAIN);
    expect(rows(text, 'REGRESSION')).toBe(3);
    expect(rows(text, 'no change')).toBe(0);
    expect(text).toMatch(
      /12 comparisons at a tolerance of 5 %: 3 worse, 0 better, \d unchanged, \d unclear/,
    );
    expect(text).toMatch(
      /\nREGRESSION\n(- clean_merge\/crdt\S+: \w+_ns is worse by \d+\.\d %\n){3}$/,
    );
  });

  it('lists all gates, or all metrics, where asked', () => {
    expect(rows(renderStudyComparison(SLOWER, { ...NOTABLE, gates: 'all' }, PLAIN), '')).toBe(12);
    const all = renderStudyComparison(SLOWER, { gates: 'all', others: 'shown' }, PLAIN);
    expect(rows(all, 'writes_per_second')).toBe(2);
  });

  it('says aloud what was forced, what was left out, and how the machine moved', () => {
    const next = buildNoisyStudy(
      { seed: 2, slower: 1.03 },
      onlyIn('crdt', () => ({ verdict: 'FAIL' })),
    );
    const environment = { ...next.manifest.environment, cpu_model: 'ev\u001b[31mil' };
    const manifest = { ...next.manifest, environment, tool_version: '0.2.0' };
    const text = renderStudyComparison(
      compareStudies(BASE, { ...next, manifest }, 5),
      NOTABLE,
      PLAIN,
    );
    expect(text).toContain('NOT COMPARABLE');
    expect(text).toMatch(/environment\.cpu_model .*ev\\u001b\[31mil/);
    expect(text).toContain('0.2.0');
    expect(text).toContain('NEW is invalid: the speed of a wrong result is no figure');
    expect(text).toMatch(/machine: \d\.\d % slower for NEW/);
    expect(text).toContain('reproduce: mergestorm run --strategy crdt');
  });

  it('repeats what either study says of the machine', () => {
    const warning = {
      code: 'loaded_machine',
      what: 'a load of 9 on 2 cores before the study began',
      cause: 'other programs',
      remedy: 'wait until they have ended',
      cells: [],
    };
    const text = renderStudyComparison(
      compareStudies(BASE, { ...BASE, warnings: [...BASE.warnings, warning] }, 5),
      NOTABLE,
      PLAIN,
    );
    expect(text).toContain(`machine, NEW: ${warning.what}: ${warning.remedy}`);
    expect(text).not.toContain('BASE: cells have 3 repetitions');
  });

  it('says so where nothing is worse, and where that could not be told', () => {
    const quiet = compareStudies(BASE, BASE, 5);
    expect(renderStudyComparison(quiet, NOTABLE, PLAIN)).toMatch(/\nNo regression\.\n$/);
    const few = buildNoisyStudy({ seed: 1, repetitions: 3 });
    expect(renderStudyComparison(compareStudies(few, few, 5), NOTABLE, PLAIN)).toContain(
      'UNDECIDED: a regression could have gone unseen\n- the gate cannot close',
    );
  });
});

describe('a comparison as Markdown', () => {
  it('has the same tables, with nothing in them that is markup', () => {
    const text = studyComparisonMarkdown(SLOWER, NOTABLE);
    expect(rows(text.replaceAll('| clean', 'clean'), 'REGRESSION')).toBe(3);
    expect(text).toContain('| \\<0.001 | REGRESSION |');
  });
});

describe('a comparison as JSON', () => {
  it('is the whole comparison', () => {
    expect(JSON.parse(studyComparisonJson(SLOWER))).toEqual(SLOWER);
  });

  it('has null for a rise from nothing, which is no number of percent', () => {
    const next = buildNoisyStudy(
      { seed: 2 },
      onlyIn('crdt', () => ({ model_calls_total: 3 })),
    );
    const text = studyComparisonJson(compareStudies(BASE, next, 5));
    expect(text).toContain('"percent": null');
    expect(JSON.parse(text)).toMatchObject({ conclusion: { type: 'regression' } });
  });
});
