import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../src/results/threshold.js';
import { crossings, parseThreshold } from '../../src/results/threshold.js';
import { buildRace } from './build-races.js';
import { buildRecord } from './build-record.js';

function thresholdOf(text: string): Threshold {
  const parsed = parseThreshold(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

describe('a threshold as typed', () => {
  it.each([
    ['import:p99<5ms', { column: 'import_p99_ns', statistic: 'max', operator: '<', bound: 5e6 }],
    ['import:p99_9 <= 1.5us', { column: 'import_p99_9_ns', operator: '<=', bound: 1_500 }],
    [' wall_ns:mean < 2s ', { column: 'wall_ns', statistic: 'mean', operator: '<', bound: 2e9 }],
    ['import:count>=8', { column: 'import_count_ns', operator: '>=', bound: 8 }],
    ['writes_lost:max<=0', { column: 'writes_lost', statistic: 'max', operator: '<=', bound: 0 }],
    ['attribution_recall:min>=0.99', { column: 'attribution_recall', operator: '>=', bound: 0.99 }],
    ['writes_per_second:min>1000', { column: 'writes_per_second', operator: '>', bound: 1_000 }],
  ])('%s names a column, a statistic and a bound', (text, expected) => {
    expect(parseThreshold(text)).toMatchObject({ text, ...expected });
  });

  it.each([
    ['', "write it as 'metric:stat<value'"],
    ['import:p99', "write it as 'metric:stat<value'"],
    ['import:p99=5ms', "write it as 'metric:stat<value'"],
    ['import:p99<-5ms', "write it as 'metric:stat<value'"],
    ['import:p99<5min', "write it as 'metric:stat<value'"],
    ['import:p99<NaNms', "write it as 'metric:stat<value'"],
    ['imports:p99<5ms', 'no metric imports: choose from apply, response, export, import'],
    ['strategy:max<5', 'no metric strategy'],
    ['converged:min>0', 'no metric converged'],
    ['wall_ns:p99<5ms', 'no statistic p99 of wall_ns: choose from min, max, mean'],
    ['wall_ns:constructor<5ms', 'no statistic constructor'],
    ['import:p99<5', 'import_p99_ns is a time: give a unit, one of ns, us, ms, s'],
    ['writes_lost:max<5ms', 'writes_lost is no time'],
  ])('%j is refused with what to write instead', (text, problem) => {
    expect(parseThreshold(text)).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});

describe('a threshold over repetitions', () => {
  const repetitions = [1, 2, 6].map((writes_lost) => buildRecord({ writes_lost }));

  it.each([
    ['writes_lost:max<6', 6],
    ['writes_lost:min>1', 1],
    ['writes_lost:mean<3', 3],
  ])('%s takes that statistic of the column', (text, value) => {
    expect(crossings(thresholdOf(text), repetitions)).toEqual([
      `threshold ${text} is crossed by crdt/clean_merge/2: writes_lost is ${value}`,
    ]);
    const inclusive = text.replace(/[<>]/, '$&=');
    expect(crossings(thresholdOf(inclusive), repetitions)).toEqual([]);
  });

  it('takes the worst repetition of a latency', () => {
    const records = [1e6, 9e6].map((import_p99_ns) => buildRecord({ import_p99_ns }));
    expect(crossings(thresholdOf('import:p99<5ms'), records)).toHaveLength(1);
    expect(crossings(thresholdOf('import:p99<10ms'), records)).toEqual([]);
  });

  it('judges each cell by its own', () => {
    const records = ['a', 'b'].map((cell_id, writes_lost) => buildRecord({ cell_id, writes_lost }));
    const lines = crossings(thresholdOf('writes_lost:max<=0'), records);
    expect(lines).toEqual([expect.stringContaining('crossed by b: writes_lost is 1')]);
  });

  it('is crossed by what was not measured at all: a gate that cannot close is none', () => {
    const records = [buildRecord({ writes_lost: null }), buildRecord({ writes_lost: null })];
    const lines = crossings(thresholdOf('writes_lost:max<=9'), records);
    expect(lines).toEqual([expect.stringContaining('writes_lost was not measured')]);
  });

  it('on what races measure is for races, and on what merging measures for merging', () => {
    const records = [
      buildRecord({ cell_id: 'merging', import_p99_ns: 9e6, wall_ns: 9e9 }),
      buildRace({ cell_id: 'race', claim_p99_ns: 9e6, wall_ns: 1e6 }),
    ];
    const crossed = (text: string) =>
      crossings(thresholdOf(text), records).map((line) => /crossed by (\w+)/.exec(line)?.[1]);
    expect(crossed('claim:p99<5ms')).toEqual(['race']);
    expect(crossed('import:p99<5ms')).toEqual(['merging']);
    expect(crossed('claim:p99<10ms')).toEqual([]);
    expect(crossed('wall_ns:max<1ms')).toEqual(['merging', 'race']);
  });

  it('on what races measure is crossed where there are none', () => {
    const lines = crossings(thresholdOf('claim:p99<5ms'), [buildRecord()]);
    expect(lines).toEqual([expect.stringContaining('claim_p99_ns was not measured')]);
  });

  it('copes with more repetitions than a call has arguments', () => {
    const record = buildRecord({ writes_lost: 3 });
    const records = Array.from({ length: 200_000 }, () => record);
    expect(crossings(thresholdOf('writes_lost:max<=3'), records)).toEqual([]);
  });
});
