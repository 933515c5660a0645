import { describe, expect, it } from 'vitest';
import {
  curveIdOf,
  isSizeGiven,
  threadsAsked,
  twinIdOf,
} from '../../../src/results/analysis/cell-id.js';
import { buildRecord } from '../build-record.js';

describe('threadsAsked', () => {
  it.each([
    ['mixed/lww/mesh/batch/a2/tauto', 'none', 'auto'],
    ['log/lww/mesh/batch/t16', 'none', '16'],
    ['mixed/file:///t9/x.js/mesh/batch/a2/tagents', 'none', 'agents'],
    ['mixed/lww/ring/batch/a2/t0/drop=10%', 'drop=10%', '0'],
    ['mixed/lww/ring/batch/a2/tauto/t9', 't9', 'auto'],
    ['anything', 'none', '2'],
  ])('of %s under faults %s is %s', (cell_id, faults, expected) => {
    expect(threadsAsked(buildRecord({ cell_id, faults }))).toBe(expected);
  });
});

describe('the id of the twin', () => {
  it.each([
    ['mixed/lww/ring/batch/a2/tauto/drop=10%', 'drop=10%', 'mixed/lww/ring/batch/a2/tauto'],
    ['mixed/lww/ring/batch/a2/tauto', 'none', 'mixed/lww/ring/batch/a2/tauto'],
    ['mixed/none/none', 'none', 'mixed/none/none'],
  ])('of %s under faults %s is %s', (cell_id, faults, expected) => {
    expect(twinIdOf({ cell_id, faults })).toBe(expected);
  });
});

describe('the id of a curve', () => {
  it('is the same for all sizes and faults, and keeps what a plug-in is named by', () => {
    const ids = [
      { cell_id: 'mixed/file:///a5/t3/x.js/ring/batch/a2/tauto', faults: 'none' },
      { cell_id: 'mixed/file:///a5/t3/x.js/ring/batch/a64/tauto/drop=1%', faults: 'drop=1%' },
    ];
    expect(new Set(ids.map(curveIdOf))).toEqual(
      new Set(['mixed/file:///a5/t3/x.js/ring/batch/tauto']),
    );
  });
});

describe('whether the input gives the size', () => {
  it('is seen by the id, which then names none', () => {
    const faults = 'drop=1%';
    expect(isSizeGiven({ cell_id: 'log/lww/mesh/batch/tauto/drop=1%', faults })).toBe(true);
    expect(isSizeGiven({ cell_id: 'mixed/lww/mesh/batch/a2/tauto/drop=1%', faults })).toBe(false);
  });
});
