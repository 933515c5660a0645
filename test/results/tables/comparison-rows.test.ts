import { describe, expect, it } from 'vitest';
import type { RepetitionRecord } from '../../../src/results/record.js';
import type { Table } from '../../../src/results/table.js';
import { studyComparison, studyComparisonOf } from '../../../src/results/tables/comparison-rows.js';
import { analysedByHand, buildAnalysedStudy } from '../build-analysed-study.js';
import { buildStudyManifest, buildStudyRecord } from '../build-study.js';

/** Each row as an object by heading. */
function rowsOf({ columns, rows }: Table): readonly Record<string, string>[] {
  return rows.map((row) =>
    Object.fromEntries(row.map(({ text }, index) => [columns[index]?.heading ?? '', text])),
  );
}

function repetitions(
  ...changes: readonly Partial<RepetitionRecord>[]
): readonly RepetitionRecord[] {
  return changes.map((change, repetition) => ({
    ...buildStudyRecord('clean_merge', 'crdt', 4, repetition),
    ...change,
  }));
}

function rowOf(records: readonly RepetitionRecord[]): Record<string, string> {
  const study = analysedByHand(buildStudyManifest(), records);
  return rowsOf(studyComparison(study, 4))[0] ?? {};
}

describe('studyComparison', () => {
  it('has one row per workload and strategy, however often they were repeated', () => {
    const study = buildAnalysedStudy({ repetitions: 5 });
    const rows = rowsOf(studyComparison(study, 2));
    expect(rows.map(({ workload, strategy }) => `${workload} ${strategy}`)).toEqual([
      'clean_merge lww',
      'clean_merge transactional',
      'clean_merge crdt',
      'semantic_conflict lww',
      'semantic_conflict transactional',
      'semantic_conflict crdt',
    ]);
    expect(studyComparison(study, 2).columns.map(({ heading }) => heading)).not.toContain(
      'repetition',
    );
  });

  it('shows the worst verdict of all repetitions, and what it was', () => {
    const row = rowOf(
      repetitions({}, { verdict: 'FAIL', outcome: 'corrupted', converged: false }, {}),
    );
    expect(row).toMatchObject({ verdict: 'FAIL', outcome: 'corrupted', converged: 'no' });
  });

  it('shows the most that was lost, surfaced and asked of a model in any repetition', () => {
    const two = { writes_lost: 5, escalations: 2, model_calls: 2 };
    const row = rowOf(repetitions({ writes_lost: 1, model_calls: 1 }, two, {}));
    expect(row).toMatchObject({ writes_lost: '5', escals: '2', model_calls: '2' });
  });

  it('shows the median of the time to converge', () => {
    const times = [9_000_000, 2_000_000, 3_000_000].map((converge_ns) => ({ converge_ns }));
    expect(rowOf(repetitions(...times))).toMatchObject({ latency_ms: '3.00' });
  });

  it('shows the median of the peak memory, which is not the sum of medians', () => {
    const peaks = [
      { peak_heap_bytes: 1024, peak_external_bytes: 9 * 1024 },
      { peak_heap_bytes: 5 * 1024, peak_external_bytes: 1024 },
      { peak_heap_bytes: 9 * 1024, peak_external_bytes: 5 * 1024 },
    ];
    expect(rowOf(repetitions(...peaks))).toMatchObject({ peak_mem_kb: '10' });
  });

  it('has a dash for what was measured in no repetition', () => {
    const nothing = { converge_ns: null, writes_lost: null, peak_heap_bytes: null } as const;
    expect(rowOf(repetitions(nothing, nothing))).toMatchObject({
      latency_ms: '-',
      writes_lost: '-',
      peak_mem_kb: '-',
    });
  });

  it('takes the smallest and the largest size of each workload on its own', () => {
    const records = [
      buildStudyRecord('clean_merge', 'crdt', 2, 0),
      buildStudyRecord('clean_merge', 'crdt', 64, 0),
      buildStudyRecord('log', 'crdt', 7, 0),
    ];
    const study = analysedByHand(buildStudyManifest(), records);
    const sizes = (size: 'smallest' | 'largest') =>
      rowsOf(studyComparison(study, size)).map(({ workload, agents }) => `${workload} ${agents}`);
    expect(sizes('smallest')).toEqual(['clean_merge 2', 'log 7']);
    expect(sizes('largest')).toEqual(['clean_merge 64', 'log 7']);
  });

  it('shows a cell once where the smallest size is the largest', () => {
    const study = buildAnalysedStudy({ agents: [8], strategies: ['crdt'] });
    expect(studyComparisonOf(study, ['smallest', 'largest']).table.rows).toHaveLength(2);
  });

  it('notes why a cell did not pass, with the command that shows it', () => {
    const { notes } = studyComparisonOf(buildAnalysedStudy(), [2]);
    expect(notes.map(({ subject }) => subject)).toEqual([
      'clean_merge, lww (expected to fail)',
      'semantic_conflict, lww (expected to fail)',
    ]);
    expect(notes[0]?.reproduce).toContain('mergestorm run --strategy lww');
  });

  it('remarks on counts with the size that they are of, where the study has others', () => {
    const counts = { planned_count: 13, fired_count: 13, observed_count: 13, note: null };
    const fault_accounts = [{ fault: 'drop=20%', ...counts }];
    const of = (...sizes: readonly number[]) => {
      const records = sizes.map((agents) => {
        return { ...buildStudyRecord('clean_merge', 'crdt', agents, 0), fault_accounts };
      });
      const study = analysedByHand(buildStudyManifest(), records);
      return studyComparisonOf(study, ['smallest']).remarks;
    };
    const text = 'drop=20%: planned 13, fired 13, observed 13';
    expect(of(2, 8)).toEqual([{ subject: 'clean_merge, agents 2', text }]);
    expect(of(2)).toEqual([{ subject: '', text }]);
  });
});
