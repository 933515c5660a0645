import { describe, expect, it } from 'vitest';
import { adds, anonymousTags as tags, CLEAN_MERGE, ledgerOf, survivalOf } from '../builders.js';

describe('the survival check, on sets', () => {
  const everything = ['crdt', 'agents', 'benchmark', 'loro'];

  it('passes where every element stands once, in any order', () => {
    expect(survivalOf(CLEAN_MERGE, tags(...everything.toReversed())).verdict).toBe('PASS');
  });

  it('catches a missing element', () => {
    expect(survivalOf(CLEAN_MERGE, tags('crdt', 'agents', 'loro'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      reasons: ['tags lost "benchmark" of B (op 0) at agent A and 1 other'],
    });
  });

  it('counts an element once for every write that added it', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [adds('tags', 'x', 'x')], B: [adds('tags', 'x')] });
    expect(survivalOf(ledger, tags())).toMatchObject({ verdict: 'FAIL', writes_lost: 2 });
    expect(survivalOf(ledger, tags('x'))).toMatchObject({ verdict: 'PASS' });
  });

  it('catches an element that stands twice', () => {
    expect(survivalOf(CLEAN_MERGE, tags(...everything, 'crdt', 'crdt'))).toMatchObject({
      verdict: 'FAIL',
      writes_duplicated: 2,
      reasons: [
        'tags holds "crdt" once too often at agent A and 1 other',
        'tags holds "crdt" once too often at agent A and 1 other',
      ],
    });
  });

  it('catches an element that nobody added, and does not mix up types', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [adds('tags', 1)], B: [adds('tags', '1')] });
    expect(survivalOf(ledger, tags(1, '1', true))).toMatchObject({
      verdict: 'FAIL',
      writes_phantom: 1,
      writes_lost: 0,
    });
  });
});
