import { describe, expect, it } from 'vitest';
import type { Contender, Escalation, FieldReading } from '../../../src/model/reading.js';
import { judge } from '../../../src/verdict/judge.js';
import {
  adds,
  appends,
  endingWith,
  flawless,
  ledgerOf,
  perfectReading,
  reading,
  scalar,
} from '../builders.js';

describe('the account of a field written with two kinds', () => {
  const ledger = ledgerOf(['A', 'B', 'C'], {
    A: [scalar('f', 1), appends('f', 'one. ')],
    B: [adds('f', 'x', 'y')],
    C: [appends('f', 'two. '), scalar('f', 2)],
  });
  const contenders = perfectReading(ledger).escalations[0]?.contenders ?? [];
  const judgeDecision = (
    held: FieldReading,
    kind: Contender['kind'],
    value: Contender['value'],
  ) => {
    const escalations: Escalation[] = [{ status: 'resolved', field: 'f', contenders, kind, value }];
    const observations = [{ round: 0, agent_index: 0, escalations }];
    return judge(
      endingWith(ledger, reading([held], escalations), { observations, attributes: false }),
    );
  };

  it('passes it open, with every write named', () => {
    expect(judge(flawless(ledger))).toMatchObject({ verdict: 'PASS', outcome: 'escalated' });
    expect(judge(flawless(ledger)).fates?.escalated).toBe(6);
  });

  it('passes it decided for a scalar, the merged set or the merged text', () => {
    const set: FieldReading = { field: 'f', kind: 'grow_set', elements: ['y', 'x'], authors: [] };
    const text: FieldReading = { field: 'f', kind: 'append_text', text: 'two. one. ', spans: [] };
    const one: FieldReading = { field: 'f', kind: 'scalar', value: 1, authors: [] };
    const judged = [
      judgeDecision(one, 'scalar', 1),
      judgeDecision(set, 'grow_set', ['x', 'y']),
      judgeDecision(text, 'append_text', 'two. one. '),
    ];
    expect(judged.map(({ verdict }) => verdict)).toEqual(['PASS', 'PASS', 'PASS']);
    expect(judged.map(({ fates }) => fates?.resolved)).toEqual([5, 4, 4]);
  });

  it('catches it decided for part of the set or of the text', () => {
    const set: FieldReading = { field: 'f', kind: 'grow_set', elements: ['x'], authors: [] };
    const text: FieldReading = { field: 'f', kind: 'append_text', text: 'one. ', spans: [] };
    expect(judgeDecision(set, 'grow_set', ['x'])).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
    });
    expect(judgeDecision(text, 'append_text', 'one. ')).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
    });
  });

  it('catches one kind kept without a signal: scalars arbitrated, the rest lost', () => {
    const kept: FieldReading = { field: 'f', kind: 'scalar', value: 1, authors: [] };
    expect(judge(endingWith(ledger, reading([kept])))).toMatchObject({
      verdict: 'FAIL',
      contributions_survived: 1,
      writes_arbitrated: 1,
      writes_lost: 4,
    });
  });
});
