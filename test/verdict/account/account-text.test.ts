import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.js';
import {
  anonymousNotes as notes,
  appends,
  CLEAN_MERGE,
  ledgerOf,
  survivalOf,
} from '../builders.js';

describe('the survival check, on texts', () => {
  it('passes where the text is a row of all fragments, in any order, without spans', () => {
    expect(survivalOf(CLEAN_MERGE, notes('B: added a note.A: seeded the doc.')).verdict).toBe(
      'PASS',
    );
  });

  it('catches a missing fragment', () => {
    expect(survivalOf(CLEAN_MERGE, notes('A: seeded the doc.'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      reasons: ['notes lost "B: added a note." of B (op 1) at agent A and 1 other'],
    });
  });

  it('catches a fragment lost that is contained in another', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [appends('notes', 'a note'), appends('notes', 'one more')],
      B: [appends('notes', 'not')],
    });
    expect(survivalOf(ledger, notes('a noteone more'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      reasons: ['notes lost "not" of B (op 0) at agent A and 1 other'],
    });
  });

  it('catches a lost fragment that is equal to another', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [appends('notes', 'x')], B: [appends('notes', 'x')] });
    expect(survivalOf(ledger, notes('x'))).toMatchObject({ verdict: 'FAIL', writes_lost: 1 });
    expect(survivalOf(ledger, notes('xx'))).toMatchObject({ verdict: 'PASS' });
    expect(survivalOf(ledger, notes('xxx'))).toMatchObject({
      writes_duplicated: 1,
      writes_lost: 0,
    });
  });

  it('catches half a fragment as one lost and something made up', () => {
    expect(survivalOf(CLEAN_MERGE, notes('A: seeded the doc.B: added a'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      writes_phantom: 1,
      writes_duplicated: 0,
    });
  });

  it('catches fragments interleaved character by character', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [appends('notes', 'aaaa')],
      B: [appends('notes', 'bbbb')],
    });
    expect(survivalOf(ledger, notes('abababab'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 2,
    });
  });

  it('does not take the spans of a strategy for proof where they are not', () => {
    const text = 'A: seeded the doc.';
    const lying: FieldReading = {
      field: 'notes',
      kind: 'append_text',
      text,
      spans: [
        { length: text.length, author: ['A', 2] },
        { length: 16, author: ['B', 1] },
      ],
    };
    expect(survivalOf(CLEAN_MERGE, lying)).toMatchObject({ verdict: 'FAIL', writes_lost: 1 });
  });

  it('does not take spans for proof that use a fragment more often than it was issued', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [appends('notes', 'ab'), appends('notes', 'a')],
      B: [appends('notes', 'b')],
    });
    const spans = [0, 1].map(() => ({ length: 2, author: ['A', 0] as const }));
    const held: FieldReading = { field: 'notes', kind: 'append_text', text: 'abab', spans };
    expect(survivalOf(ledger, held)).toMatchObject({ verdict: 'PASS', contributions_survived: 3 });
  });

  it('asks nothing of empty fragments', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [appends('notes', '')], B: [appends('notes', 'b')] });
    expect(survivalOf(ledger, notes('b'))).toMatchObject({
      verdict: 'PASS',
      contributions_issued: 1,
    });
  });

  it('is undecided on a text too ambiguous to take apart, unless its length gives a loss away', () => {
    const sizes = Array.from({ length: 1500 }, (_, index) => index + 1);
    const ledger = ledgerOf(['A'], { A: sizes.map((size) => appends('notes', 'a'.repeat(size))) });
    const total = (1500 * 1501) / 2;
    const undecided = survivalOf(ledger, notes('a'.repeat(total)));
    expect(undecided).toMatchObject({ verdict: 'UNKNOWN', writes_lost: 0, outcome: null });
    expect(undecided).toMatchObject({ attribution_recall: null, attribution_complete: null });
    expect(undecided.findings.map(({ verdict }) => verdict)).not.toContain('FAIL');
    expect(undecided.findings.find(({ check }) => check === 'attribution')?.verdict).toBe(
      'UNKNOWN',
    );
    expect(undecided.fates?.undecided).toBe(1500);
    expect(survivalOf(ledger, notes('a'.repeat(total - 2999)))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 2,
      reasons: ['notes lost contributions, 2 at least, at agent A'],
    });
    expect(survivalOf(ledger, notes('a'.repeat(total + 1)))).toMatchObject({
      verdict: 'FAIL',
      writes_phantom: 1,
    });
  });
});
