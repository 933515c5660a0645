import { describe, expect, it } from 'vitest';
import { faultTable } from '../../../src/results/tables/fault-rows.js';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildExchangeStudy } from '../build-exchange-study.js';

const SHAPE = {
  ...{ strategies: ['lww', 'crdt'], topologies: ['ring'], faults: ['none', 'drop=10%'] },
  ...{ agents: [4], repetitions: 3 },
};

function textsOf(study: AnalysedStudy): readonly (readonly string[])[] {
  return faultTable(study).rows.map((row) => row.map(({ text }) => text));
}

describe('the table of faults', () => {
  it('has each faulted cell beside its twin, with counts over all repetitions', () => {
    const study = buildExchangeStudy(SHAPE, ({ faults }) => ({
      ...(faults === 'none' ? {} : { faults_planned: 4, faults_fired: 3, faults_observed: 2 }),
      ...{ converge_ns: 1_000_000, bytes_exchanged: 4_096, exchange_rounds: 2 },
      ...{ writes_lost: 0, writes_arbitrated: 0 },
    }));
    expect(textsOf(study)).toEqual([
      [
        ...['mixed', 'lww', 'ring', '4', 'drop=10%', '12/9/6'],
        ...['FAIL (expected)', 'FAIL (expected)', 'nothing'],
      ],
      ['mixed', 'crdt', 'ring', '4', 'drop=10%', '12/9/6', 'PASS', 'PASS', 'nothing'],
    ]);
  });

  it('says what differs from the twin, verdicts with their tone', () => {
    const study = buildExchangeStudy({ ...SHAPE, strategies: ['crdt'] }, ({ faults }) =>
      faults === 'none'
        ? { converge_ns: 1_000_000, bytes_exchanged: 4_096, exchange_rounds: 2 }
        : {
            ...{ verdict: 'UNKNOWN', converged: false, writes_not_delivered: 3 },
            ...{ converge_ns: 2_500_000, bytes_exchanged: 4_096, exchange_rounds: 4 },
          },
    );
    const [row = []] = faultTable(study).rows;
    expect(row.slice(6, 9)).toEqual([
      { text: 'UNKNOWN', tone: 'unsure' },
      { text: 'PASS', tone: 'good' },
      {
        text: 'converged no, not yes; not delivered 3, not 0; time ×2.50; passes ×2.00',
        tone: 'plain',
      },
    ]);
  });

  it('says where there is no twin', () => {
    const [row = []] = textsOf(buildExchangeStudy({ ...SHAPE, faults: ['drop=10%'] }));
    expect(row.slice(7, 9)).toEqual(['no such cell', '-']);
  });

  it('is empty without faults', () => {
    expect(faultTable(buildAnalysedStudy()).rows).toEqual([]);
  });
});
