import { describe, expect, it } from 'vitest';
import { comparisonOf, renderComparison } from '../../src/results/comparison.js';
import type { TextOptions } from '../../src/results/table.js';
import { buildRecord, twoAgentRecords } from './build-record.js';

const PLAIN: TextOptions = { colour: 'none', width: null };

const TWO_AGENTS = `\
workload           strategy       verdict  outcome      converged  writes_lost  attrib   escals  model_calls  latency_ms  peak_mem_kb
-----------------  -------------  -------  -----------  ---------  -----------  -------  ------  -----------  ----------  -----------
clean_merge        lww            FAIL     corrupted    yes                  3  PARTIAL       0            0        1.23         7813
clean_merge        transactional  PASS     auto_merged  yes                  0  full          0            0       12.35         7813
clean_merge        crdt           PASS     auto_merged  yes                  0  full          0            0        1.23         7813
semantic_conflict  lww            FAIL     corrupted    yes                  0  PARTIAL       0            0        0.99         7813
semantic_conflict  transactional  PASS     resolved     yes                  0  full          1            1      151.00         7813
semantic_conflict  crdt           PASS     escalated    yes                  0  full          1            0        0.99         7813

FAIL clean_merge, lww (expected to fail)
  survival: "tags" lost "crdt" of A:1 (and more)
  attribution: "tags" names no author for "crdt" (and more)
  reproduce: mergestorm run --agents 2 --seed 1 --strategy lww --workload clean_merge

FAIL semantic_conflict, lww (expected to fail)
  attribution: "tags" names no author for "crdt" (and more)
  reproduce: mergestorm run --agents 2 --seed 1 --strategy lww --workload semantic_conflict`;

const SIDE_BY_SIDE = `\
workload:     clean_merge  clean_merge    clean_merge
strategy:     lww          transactional  crdt
verdict:      FAIL         PASS           PASS
outcome:      corrupted    auto_merged    auto_merged
converged:    yes          yes            yes
writes_lost:  3            0              0
attrib:       PARTIAL      full           full
escals:       0            0              0
model_calls:  0            0              0
latency_ms:   1.23         12.35          1.23
peak_mem_kb:  7813         7813           7813

workload:     semantic_conflict  semantic_conflict  semantic_conflict
strategy:     lww                transactional      crdt
verdict:      FAIL               PASS               PASS
outcome:      corrupted          resolved           escalated
converged:    yes                yes                yes
writes_lost:  0                  0                  0
attrib:       PARTIAL            full               full
escals:       0                  1                  1
model_calls:  0                  1                  0
latency_ms:   0.99               151.00             0.99
peak_mem_kb:  7813               7813               7813`;

function headingsOf(...records: readonly ReturnType<typeof buildRecord>[]): readonly string[] {
  return comparisonOf(records).table.columns.map(({ heading }) => heading);
}

describe('the comparison table', () => {
  it('at two agents is this', () => {
    expect(renderComparison(twoAgentRecords(), PLAIN)).toBe(TWO_AGENTS);
  });

  it('is the same where the terminal is just wide enough', () => {
    expect(renderComparison(twoAgentRecords(), { ...PLAIN, width: 133 })).toBe(TWO_AGENTS);
  });

  it('is one table per workload in a terminal of 120 columns', () => {
    const lines = renderComparison(twoAgentRecords(), { ...PLAIN, width: 120 }).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'workload: clean_merge',
      'strategy       verdict  outcome      converged  writes_lost  attrib   escals  model_calls  latency_ms  peak_mem_kb',
      '-------------  -------  -----------  ---------  -----------  -------  ------  -----------  ----------  -----------',
      'lww            FAIL     corrupted    yes                  3  PARTIAL       0            0        1.23         7813',
    ]);
    expect(lines[6]).toBe('');
    expect(lines[7]).toBe('workload: semantic_conflict');
  });

  it('stands strategies side by side in a terminal of 80 columns', () => {
    const text = renderComparison(twoAgentRecords(), { ...PLAIN, width: 80 });
    expect(text.split('\n\nFAIL')[0]).toBe(SIDE_BY_SIDE);
  });

  it('colours verdicts and nothing else', () => {
    const coloured = renderComparison(twoAgentRecords(), { colour: 'ansi', width: null });
    const words = [...coloured.matchAll(/\u001b\[3\dm(.*?)\u001b\[39m/g)].map(([, word]) => word);
    expect(words.sort()).toEqual(['FAIL', 'FAIL', 'FAIL', 'FAIL', 'PASS', 'PASS', 'PASS', 'PASS']);
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(TWO_AGENTS);
  });

  it('shows a dash for what was not measured', () => {
    const record = buildRecord({
      outcome: null,
      converged: null,
      writes_lost: null,
      attribution_complete: null,
      escalations: null,
      model_calls: null,
      converge_ns: null,
      peak_heap_bytes: null,
    });
    const [row] = comparisonOf([record]).table.rows;
    expect(row?.map(({ text }) => text)).toEqual([
      'clean_merge',
      'crdt',
      'PASS',
      ...'--------'.split(''),
    ]);
  });

  it('has no column more than needed to tell rows apart', () => {
    const plain = headingsOf(buildRecord(), buildRecord({ strategy: 'lww' }));
    const agents = headingsOf(buildRecord(), buildRecord({ agents: 8, threads: 2 }));
    const repetitions = headingsOf(buildRecord(), buildRecord({ repetition: 1, seed: 99 }));
    expect(plain.slice(0, 3)).toEqual(['workload', 'strategy', 'verdict']);
    expect(agents.slice(0, 4)).toEqual(['workload', 'strategy', 'agents', 'verdict']);
    expect(repetitions.slice(0, 4)).toEqual(['workload', 'strategy', 'repetition', 'verdict']);
  });

  it('is a heading where there are no records', () => {
    expect(renderComparison([], PLAIN)).toMatch(/^workload {2}strategy {2}verdict/);
  });
});

describe('the notes under it', () => {
  it('say how a repetition without a result ended, and which row it was', () => {
    const crashed = buildRecord({
      agents: 8,
      status: 'oom',
      verdict: 'UNKNOWN',
      note: 'import: heap limit reached',
      findings: [],
    });
    expect(renderComparison([buildRecord(), crashed], PLAIN)).toContain(
      '\n\nUNKNOWN clean_merge, crdt, agents 8\n  oom: import: heap limit reached\n  reproduce: ',
    );
  });

  it('name a check that failed without a reason', () => {
    const findings = [{ check: 'convergence', verdict: 'UNKNOWN', reasons: [] }] as const;
    const { notes } = comparisonOf([buildRecord({ verdict: 'UNKNOWN', findings })]);
    expect(notes[0]?.reasons).toEqual(['convergence: UNKNOWN']);
  });

  it('say that a failure was expected, and where it was not tested by what was asked for', () => {
    const idle = { check: 'faults', about: 'conditions', verdict: 'UNKNOWN', reasons: [] } as const;
    const failed = buildRecord({ strategy: 'lww', verdict: 'FAIL', expectation: 'fail' });
    const { notes } = comparisonOf([failed, buildRecord({ ...failed, findings: [idle] })]);
    expect(notes.map(({ subject }) => subject.replace(/^[^(]*/, ''))).toEqual([
      '(expected to fail)',
      '(expected to fail, and undecided: what it was to be tested by did not come about)',
    ]);
  });

  it('cut a long reason', () => {
    const findings = [{ check: 'survival', verdict: 'FAIL', reasons: ['🌩'.repeat(500)] }] as const;
    const { notes } = comparisonOf([buildRecord({ verdict: 'FAIL', findings })]);
    expect(notes[0]?.reasons).toEqual([`survival: ${'🌩'.repeat(157)}...`]);
  });

  it('stop after a dozen rows and count the others', () => {
    const records = Array.from({ length: 15 }, (_, repetition) =>
      buildRecord({ repetition, verdict: 'FAIL', findings: [] }),
    );
    const text = renderComparison(records, PLAIN);
    expect(text.match(/^FAIL /gm)).toHaveLength(12);
    expect(text).toMatch(/\n\nand 3 more that did not pass$/);
  });

  it('give each warning once', () => {
    const warnings = ['4 threads on 2 cores'];
    const text = renderComparison([buildRecord({ warnings }), buildRecord({ warnings })], PLAIN);
    expect(text.match(/warning: 4 threads on 2 cores/g)).toHaveLength(1);
  });

  it('let nothing that a plug-in says move the cursor', () => {
    const hostile = 'x\u001b[2J\r\n\u202e';
    const record = buildRecord({
      strategy: hostile,
      verdict: 'FAIL',
      status: 'crashed',
      note: hostile,
      findings: [{ check: 'survival', verdict: 'FAIL', reasons: [hostile] }],
      reproduce: hostile,
      warnings: [hostile],
    });
    expect(renderComparison([record], PLAIN).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
