import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../src/coordinator/configuration/differences.js';
import { buildStudy } from '../../support/study.js';

const STUDY = buildStudy();

describe('the differences of two studies', () => {
  it('are none between one and the same, whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(buildStudy()).reverse());
    expect(differencesOf(STUDY, turned)).toEqual([]);
  });

  it('are named by path, with both values', () => {
    const changed = buildStudy({
      runs: 5,
      agents: [2, 4],
      strategies: [{ type: 'built_in', name: 'crdt' }],
      threads: [{ type: 'auto' }],
      model: { type: 'stub', latency_ms: 5 },
      mixed: { ...STUDY.mixed, field_skew: 2 },
      log_file: 'x.jsonl',
    });
    expect(differencesOf(STUDY, changed)).toEqual([
      'strategies: built_in lww, built_in transactional, built_in crdt in the folder, built_in crdt now',
      'agents: 2 in the folder, 2, 4 now',
      'threads: count 2 in the folder, auto now',
      'runs: 1 in the folder, 5 now',
      'model.latency_ms: 0 in the folder, 5 now',
      'mixed.field_skew: 1 in the folder, 2 now',
      'log_file: null in the folder, x.jsonl now',
    ]);
  });

  it('are parts that only one of them has, too', () => {
    expect(differencesOf({ expect: { lww: 'pass' } }, { expect: {} })).toEqual([
      'expect.lww: pass in the folder, nothing now',
    ]);
    expect(differencesOf({ a: 1 }, { a: 1, b: [] })).toEqual([
      'b: nothing in the folder, none now',
    ]);
  });

  it('are the order of a list, which decides the order of what is shown', () => {
    expect(differencesOf({ agents: [2, 4] }, { agents: [4, 2] })).toHaveLength(1);
  });

  it('are text and number that look alike', () => {
    expect(differencesOf({ seed: 1 }, { seed: '1' })).toEqual(['seed: 1 in the folder, "1" now']);
    expect(differencesOf({ a: ['b, c'] }, { a: ['b', 'c'] })).toEqual([
      'a: ["b, c"] in the folder, ["b","c"] now',
    ]);
    const long = 'x'.repeat(9_999);
    expect(differencesOf({ a: `${long}1` }, { a: `${long}2` })).toHaveLength(1);
  });

  it('move no cursor and fill no screen', () => {
    const [line = ''] = differencesOf({ a: 'x'.repeat(9_999) }, { a: '\u001b[2J' });
    expect(line.length).toBeLessThan(300);
    expect(line).toContain('\\u001b[2J now');
  });
});
