import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/verdict/judge.js';
import {
  CLEAN_MERGE,
  finalOf,
  findingOf,
  flawless,
  perfectReading,
  withFields,
} from '../builders.js';

const perfect = perfectReading(CLEAN_MERGE);

describe('the convergence check', () => {
  it('passes where every replica ends with the same content', () => {
    expect(findingOf(flawless(CLEAN_MERGE), 'convergence')?.verdict).toBe('PASS');
    expect(judge(flawless(CLEAN_MERGE)).converged).toBe(true);
  });

  it('passes where readings differ in attribution alone', () => {
    const anonymous = withFields(CLEAN_MERGE, {
      title: { field: 'title', kind: 'scalar', value: 'Project Sync', authors: [] },
    });
    const finals = [finalOf(perfect, 0), finalOf(anonymous, 1)];
    expect(judge(flawless(CLEAN_MERGE, { finals })).converged).toBe(true);
  });

  it('catches replicas that end apart', () => {
    const finals = [finalOf(perfect, 0), finalOf(withFields(CLEAN_MERGE, { tags: undefined }), 1)];
    const evidence = flawless(CLEAN_MERGE, { finals });
    expect(findingOf(evidence, 'convergence')).toMatchObject({ verdict: 'FAIL' });
    expect(judge(evidence).converged).toBe(false);
  });

  it('is undecided where a replica is missing', () => {
    const evidence = flawless(CLEAN_MERGE, { finals: [finalOf(perfect, 0)] });
    expect(findingOf(evidence, 'convergence')).toEqual({
      check: 'convergence',
      verdict: 'UNKNOWN',
      reasons: ['agent B has no final reading'],
    });
    expect(judge(evidence)).toMatchObject({ verdict: 'UNKNOWN', converged: null, outcome: null });
  });

  it('is undecided where a replica ends twice, or one that does not exist', () => {
    const finals = [finalOf(perfect, 0, 1, 1, 7)];
    expect(findingOf(flawless(CLEAN_MERGE, { finals }), 'convergence')?.reasons).toEqual([
      'agent B has 2 final readings',
      'agent number 7 has a final reading and does not exist',
    ]);
  });

  it('catches a digest that is not that of the reading', () => {
    const honest = finalOf(perfect, 0, 1);
    for (const lie of ['content', 'reading'] as const) {
      const lying = { ...honest, digests: { ...honest.digests, [lie]: '0'.repeat(64) } };
      const finding = findingOf(flawless(CLEAN_MERGE, { finals: [lying] }), 'convergence');
      expect(finding).toMatchObject({
        verdict: 'FAIL',
        reasons: ['agent A and 1 other: the digest sent is not that of the reading'],
      });
    }
  });

  it('catches a replica that hides behind the digest of another', () => {
    const other = withFields(CLEAN_MERGE, { tags: undefined });
    const finals = [
      finalOf(perfect, 0),
      { reading: other, digests: finalOf(perfect).digests, agent_indexes: [1] },
    ];
    expect(judge(flawless(CLEAN_MERGE, { finals })).converged).toBe(false);
  });
});
