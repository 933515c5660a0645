import { describe, expect, it } from 'vitest';
import { recordOf, repetitionsOf } from '../build-cells.js';
import { warned } from './planted.js';

const CELL = 'clean_merge/crdt/mesh/batch/a2/tauto';

describe('a faulted cell without its twin', () => {
  it('is warned of, and one with its twin is not', () => {
    const faulted = recordOf({ faults: 'drop=10%' });
    expect(warned('missing_twin', [faulted])).toMatchObject([
      {
        what: '1 cell under faults without the same cell under none',
        cells: [`${CELL}/drop=10%`],
      },
    ]);
    expect(warned('missing_twin', [faulted, recordOf()])).toEqual([]);
  });
});

describe('an open load', () => {
  it('is warned of where writes could not be issued, by the worst repetition', () => {
    const records = repetitionsOf(3, (repetition) => {
      return { writes_issued: 100, writes_unissued: 100 * repetition };
    });
    expect(warned('saturated_load', records)).toMatchObject([
      {
        what: 'in 1 cell writes could not be issued in time, in the worst repetition 200 of 300 writes (67 %)',
        cells: [CELL],
      },
    ]);
  });

  it('is none where all were, or nothing is known', () => {
    expect(warned('saturated_load', [recordOf(), recordOf({ writes_unissued: null })])).toEqual([]);
  });
});

describe('a simulation', () => {
  it('is warned of by what was asked for, however many threads that came to', () => {
    const [warning] = warned('simulated_times', [recordOf({ threads: 1 }, '0'), recordOf()]);
    expect(warning).toMatchObject({
      what: '1 cell simulated in one thread',
      cells: ['clean_merge/crdt/mesh/batch/a2/t0'],
    });
    expect(warned('simulated_times', [recordOf({ threads: 0 })])).toHaveLength(1);
    expect(warned('simulated_times', [recordOf()])).toEqual([]);
  });
});

describe('a share of conflicts', () => {
  const shares = (asked: number | null, achieved: number | null) => ({
    conflict_share_asked: asked,
    conflict_share: achieved,
  });

  it('is warned of where it is more than a few points off, by the worst repetition', () => {
    const near = recordOf({ agents: 4, ...shares(0.3, 0.34) });
    const records = [0.28, 0.12].map((achieved, repetition) =>
      recordOf({ repetition, ...shares(0.3, achieved) }),
    );
    expect(warned('conflict_share_missed', [near, ...records])).toMatchObject([
      {
        what: 'in 1 cell the share of writes in conflict is not what was asked for: at most apart, 12 % instead of 30 %',
        cells: [CELL],
      },
    ]);
  });

  it.each([
    ['none was asked for', shares(null, 0.9)],
    ['none was measured', shares(0.3, null)],
    ['it is what was asked for', shares(0.3, 0.3)],
  ])('is not where %s', (_, changes) => {
    expect(warned('conflict_share_missed', [recordOf(changes)])).toEqual([]);
  });
});
