import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../../src/results/analysis/headline.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { cellsOf, recordOf } from './build-cells.js';

function headline(...changes: readonly Partial<RepetitionRecord>[]) {
  const records = changes.map((change) => recordOf(change));
  return headlineOf(cellsOf(records), records);
}

const LWW = { strategy: 'lww', verdict: 'FAIL', expectation: 'fail' } as const;

describe('the headline', () => {
  it('says that all is as expected, and how', () => {
    expect(headline({ strategy: 'crdt' }, LWW)).toMatchObject({
      verdict: 'PASS',
      title: 'All 2 cells are as expected: crdt passes, lww fails.',
    });
    expect(headline({})).toMatchObject({ title: 'The one cell is as expected: crdt passes.' });
  });

  it('says in how many cells a baseline fails where it does not always', () => {
    const { title } = headline(LWW, { ...LWW, verdict: 'PASS', agents: 1 });
    expect(title).toBe('All 2 cells are as expected: lww fails in 1 of 2.');
  });

  it('fails where nothing but a baseline was looked at', () => {
    expect(headline(LWW).verdict).toBe('FAIL');
  });

  it('fails where a cell failed that should not have, whatever else there is', () => {
    const failing = { strategy: 'mine', verdict: 'FAIL' } as const;
    expect(headline({}, failing, { ...failing, agents: 4 }, LWW)).toMatchObject({
      verdict: 'FAIL',
      title: 'Of 4 cells 2 failed and should not have (mine).',
    });
  });

  it('is unknown where a baseline failed in a test that was not the one asked for', () => {
    const idle = { check: 'faults', about: 'conditions', verdict: 'UNKNOWN', reasons: [] } as const;
    expect(headline({}, { ...LWW, findings: [idle] })).toMatchObject({
      verdict: 'UNKNOWN',
      title: 'Of 2 cells 1 came to no verdict (lww).',
    });
  });

  it('is unknown where a cell came to no verdict and none failed', () => {
    expect(headline({}, { agents: 4, verdict: 'UNKNOWN' }, LWW)).toMatchObject({
      verdict: 'UNKNOWN',
      title: 'Of 3 cells 1 came to no verdict (crdt).',
    });
  });

  it('says both where there is both', () => {
    const cells = [
      { agents: 4, verdict: 'UNKNOWN' },
      { agents: 8, verdict: 'FAIL' },
    ] as const;
    expect(headline(...cells)).toMatchObject({
      verdict: 'FAIL',
      title: 'Of 2 cells 1 failed and should not have (crdt), 1 came to no verdict (crdt).',
    });
  });

  it('has a sentence per strategy, in the order of the cells', () => {
    const { sentences } = headline(
      { strategy: 'b' },
      { strategy: 'a' },
      { strategy: 'a', agents: 4 },
    );
    expect(sentences.map((sentence) => sentence.split(' ')[0])).toEqual(['a', 'b']);
  });
});
