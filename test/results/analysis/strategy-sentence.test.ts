import { describe, expect, it } from 'vitest';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { sentenceOn } from '../../../src/results/analysis/strategy-sentence.js';
import { cellsOf, recordOf, repetitionsOf } from './build-cells.js';

function sentence(records: readonly RepetitionRecord[], strategy = 'lww'): string {
  const members = cellsOf(records).map((cell) => ({
    cell,
    records: records.filter(({ cell_id }) => cell_id === cell.cell_id),
  }));
  return sentenceOn(strategy, members);
}

const MEASURED: Partial<RepetitionRecord> = {
  ...{ strategy: 'lww', agents: 64, contributions_issued: 1_920, converge_ns: 12_300_000 },
};
const CRASHED: Partial<RepetitionRecord> = {
  ...{ status: 'crashed', verdict: 'UNKNOWN', contributions_issued: null, writes_lost: null },
  ...{ writes_arbitrated: null, escalations: null, converge_ns: null, model_calls_total: null },
};

describe('the sentence on a strategy', () => {
  it('says what was lost without a word', () => {
    expect(sentence([recordOf({ ...MEASURED, writes_lost: 1_204 })])).toBe(
      'lww lost 1,204 of 1,920 contributions (63 %) at 64 agents and said nothing; it took 12.3 ms to converge.',
    );
  });

  it('says what was dropped', () => {
    const change = { ...MEASURED, writes_arbitrated: 40 };
    expect(sentence([recordOf({ ...change, writes_lost: 4 })])).toBe(
      'lww lost 4 of 1,920 contributions (under 1 %) at 64 agents, dropped 40 values for concurrent ones without a signal and said nothing; it took 12.3 ms to converge.',
    );
    expect(sentence([recordOf(change)])).toContain(
      'lost none of 1,920 contributions at 64 agents, dropped 40 values for concurrent ones without a signal and said nothing;',
    );
  });

  it('says what was surfaced, and what was not', () => {
    expect(sentence([recordOf({ ...MEASURED, escalations: 12 })], 'crdt')).toBe(
      'crdt lost none of 1,920 contributions at 64 agents and surfaced 12 conflicts; it took 12.3 ms to converge.',
    );
    const missed = { ...MEASURED, escalations: 1, escalations_missed: 2, writes_arbitrated: 1 };
    expect(sentence([recordOf(missed)])).toContain(
      'dropped 1 value for concurrent ones without a signal, surfaced 1 conflict and left 2 conflicts unsurfaced;',
    );
  });

  it('says what a model was asked', () => {
    expect(sentence([recordOf({ ...MEASURED, model_calls_total: 64 })])).toBe(
      'lww lost none of 1,920 contributions at 64 agents; it took 12.3 ms to converge, with 64 model calls.',
    );
  });

  it('keeps what happens under faults apart', () => {
    const faulted = { ...MEASURED, faults: 'drop=10%', writes_lost: 9, converge_ns: 99_000_000 };
    const records = [MEASURED, faulted, { ...faulted, verdict: 'UNKNOWN', faults: 'delay=5%' }];
    expect(sentence(records.map((record) => recordOf(record as Partial<RepetitionRecord>)))).toBe(
      'lww lost none of 1,920 contributions at 64 agents; it took 12.3 ms to converge; under 2 mixes of faults it lost 18 of 3,840 contributions (under 1 %) in 2 cells, 1 of them not as expected.',
    );
    expect(sentence([recordOf(faulted)])).toBe(
      'lww lost 9 of 1,920 contributions (under 1 %) at 64 agents and said nothing; it took 99.0 ms to converge.',
    );
  });

  it('speaks of the largest size', () => {
    const small = { ...MEASURED, agents: 2, contributions_issued: 60, writes_lost: 9 };
    expect(sentence([recordOf(small), recordOf(MEASURED)])).toContain(
      'none of 1,920 contributions at 64 agents',
    );
  });

  it('adds up all repetitions, and says so', () => {
    const records = repetitionsOf(3, (repetition) => ({
      ...MEASURED,
      ...{ writes_lost: 100 * repetition, converge_ns: 1_000_000 * (repetition + 1) },
    }));
    expect(sentence(records)).toBe(
      'lww lost 300 of 5,760 contributions (5 %) at 64 agents in 3 repetitions and said nothing; it took a median of 2.00 ms to converge.',
    );
  });

  it('adds up all workloads, and gives the range of what they took', () => {
    const records = ['clean_merge', 'mixed'].map((workload, index) =>
      recordOf({ ...MEASURED, workload, converge_ns: 1_000_000 * (index + 1) }),
    );
    expect(sentence(records)).toBe(
      'lww lost none of 3,840 contributions at 64 agents over 2 workloads; it took 1.00 ms to 2.00 ms to converge.',
    );
  });

  it('counts cells where more than the workload tells them apart', () => {
    const records = ['batch', 'pairwise'].map((exchange) => recordOf({ ...MEASURED, exchange }));
    expect(sentence(records)).toContain('at 64 agents over 2 cells;');
  });

  it('does not say that it converged where it did not', () => {
    const records = repetitionsOf(2, (repetition) => ({
      ...MEASURED,
      converged: repetition === 0,
    }));
    expect(sentence(records)).toBe(
      'lww lost none of 3,840 contributions at 64 agents in 2 repetitions; its replicas ended up different in 1 of 2 repetitions; it took a median of 12.3 ms.',
    );
    expect(sentence([recordOf({ ...MEASURED, converged: false })])).toContain(
      '; its replicas ended up different; it took 12.3 ms.',
    );
  });

  it('says what could not be told', () => {
    const fates = { survived: 1_900, undecided: 20 };
    expect(sentence([recordOf({ ...MEASURED, fates })])).toContain(
      '; what became of 20 contributions could not be told;',
    );
  });

  it('says nothing of what was not measured', () => {
    const unknown = { escalations: null, escalations_missed: null, model_calls_total: null };
    expect(
      sentence([recordOf({ ...MEASURED, ...unknown, writes_lost: 5, converge_ns: null })]),
    ).toBe('lww lost 5 of 1,920 contributions (under 1 %) at 64 agents.');
  });

  it('names the repetitions without a result', () => {
    const records = repetitionsOf(4, (repetition) =>
      repetition === 0 ? MEASURED : { ...MEASURED, ...CRASHED },
    );
    expect(sentence(records)).toContain(
      '; 3 of 4 repetitions at 64 agents have no result (3 crashed).',
    );
    expect(sentence([...records.slice(0, 2)])).toContain(
      '; 1 of 2 repetitions at 64 agents has no result (1 crashed).',
    );
  });

  it('speaks of the largest size with a result where the largest has none', () => {
    const records = [
      recordOf({ ...MEASURED, agents: 32 }),
      recordOf({ ...MEASURED, ...CRASHED }),
      recordOf({ ...MEASURED, ...CRASHED, status: 'oom', repetition: 1 }),
    ];
    expect(sentence(records)).toBe(
      'lww lost none of 1,920 contributions at 32 agents; it took 12.3 ms to converge; 2 of 2 repetitions at 64 agents have no result (1 crashed and 1 ran out of memory).',
    );
  });

  it('says where there is no result at all', () => {
    const records = repetitionsOf(2, () => ({ ...MEASURED, ...CRASHED, status: 'timeout' }));
    expect(sentence(records)).toBe('lww has no result: 2 timed out.');
  });

  it('knows what ended well and could not be judged', () => {
    expect(sentence([recordOf({ ...MEASURED, ...CRASHED, status: 'ok' })])).toBe(
      'lww has no result: 1 could not be judged.',
    );
  });
});
