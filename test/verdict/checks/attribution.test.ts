import { describe, expect, it } from 'vitest';
import type { Author, FieldReading } from '../../../src/model/reading.js';
import { judge } from '../../../src/verdict/judge.js';
import type { Ledger } from '../../../src/verdict/ledger.js';
import {
  adds,
  appends,
  CLEAN_MERGE,
  endingWith,
  finalOf,
  findingOf,
  flawless,
  ledgerOf,
  perfectReading,
  scalar,
  withFields,
} from '../builders.js';

function judgeField(ledger: Ledger, held: FieldReading, attributes = true) {
  const evidence = endingWith(ledger, withFields(ledger, { [held.field]: held }), { attributes });
  return { ...judge(evidence), ...findingOf(evidence, 'attribution') };
}

describe('the attribution check', () => {
  it('passes where every author is right, down to the write', () => {
    expect(findingOf(flawless(CLEAN_MERGE), 'attribution')?.verdict).toBe('PASS');
    expect(judge(flawless(CLEAN_MERGE))).toMatchObject({
      attribution_complete: true,
      attribution_precision: 1,
      attribution_recall: 1,
    });
  });

  it('catches swapped authors of set elements', () => {
    const authors: Author[][] = [[['B', 0]], [['A', 1]], [['B', 0]], [['B', 0]]];
    const elements = ['crdt', 'agents', 'benchmark', 'loro'];
    const judged = judgeField(CLEAN_MERGE, { field: 'tags', kind: 'grow_set', elements, authors });
    expect(judged).toMatchObject({
      verdict: 'FAIL',
      attribution_complete: false,
      reasons: [
        'tags names B (op 0) for "crdt" at agent A and 1 other',
        'tags does not attribute "crdt" of A (op 1) at agent A and 1 other',
      ],
    });
    expect(judged.attribution_precision).toBeCloseTo(6 / 7);
  });

  it('catches swapped authors of fragments', () => {
    const spans = [
      { length: 18, author: ['B', 1] as const },
      { length: 16, author: ['A', 2] as const },
    ];
    const text = 'A: seeded the doc.B: added a note.';
    const judged = judgeField(CLEAN_MERGE, { field: 'notes', kind: 'append_text', text, spans });
    expect(judged.verdict).toBe('FAIL');
    expect(judged.attribution_precision).toBeCloseTo(5 / 7);
    expect(judged.writes_lost).toBe(0);
  });

  it('catches the wrong write of the right agent, and the author of a value superseded', () => {
    const ledger = ledgerOf(
      ['A', 'B'],
      { A: [scalar('title', 'x')], B: [scalar('other', 1)] },
      { B: [scalar('title', 'x')] },
    );
    for (const author of [
      ['B', 0],
      ['A', 0],
      ['A', null],
    ] as const) {
      const held: FieldReading = { field: 'title', kind: 'scalar', value: 'x', authors: [author] };
      const judged = judgeField(ledger, held, false);
      expect(judged.verdict).toBe('FAIL');
      // The other field's author is right.
      expect(judged.attribution_precision).toBe(0.5);
    }
    const held: FieldReading = {
      field: 'title',
      kind: 'scalar',
      value: 'x',
      authors: [['B', null]],
    };
    expect(judgeField(ledger, held).verdict).toBe('PASS');
  });

  it('does not blame an author for a value that should not stand', () => {
    const ledger = ledgerOf(['A'], { A: [scalar('title', 'old'), scalar('title', 'new')] });
    const held: FieldReading = {
      field: 'title',
      kind: 'scalar',
      value: 'old',
      authors: [['A', 0]],
    };
    expect(judgeField(ledger, held)).toMatchObject({ verdict: 'PASS', attribution_precision: 1 });
    expect(judgeField(ledger, held)).toMatchObject({ attribution_recall: 0 });
  });

  it('fails a missing author only where the strategy declares to name authors', () => {
    const held: FieldReading = {
      field: 'title',
      kind: 'scalar',
      value: 'Project Sync',
      authors: [],
    };
    expect(judgeField(CLEAN_MERGE, held).verdict).toBe('FAIL');
    expect(judgeField(CLEAN_MERGE, held, false)).toMatchObject({
      verdict: 'PASS',
      attribution_complete: false,
      attribution_precision: 1,
    });
  });

  it('wants every one of several authors of one element', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [adds('tags', 'x')], B: [adds('tags', 'x')] });
    const authors: Author[][] = [[['A', 0]]];
    const judged = judgeField(ledger, {
      field: 'tags',
      kind: 'grow_set',
      elements: ['x'],
      authors,
    });
    expect(judged).toMatchObject({ verdict: 'FAIL', attribution_recall: 0.5 });
  });

  it('finds its way among very many authors of one element', () => {
    const names = Array.from({ length: 50 }, (_, index) => `agent-${index}`);
    const turn = Object.fromEntries(names.map((name) => [name, [adds('tags', 'x')]]));
    const ledger = ledgerOf(names, turn);
    expect(judge(flawless(ledger)).attribution_complete).toBe(true);
    const authors = [names.map((name): Author => [name, 1])];
    const judged = judgeField(ledger, {
      field: 'tags',
      kind: 'grow_set',
      elements: ['x'],
      authors,
    });
    expect(judged.attribution_precision).toBe(0);
  });

  it('takes a span without a write as a claim to every fragment in it', () => {
    const ledger = ledgerOf(['A', 'B'], {
      A: [appends('notes', 'one. '), appends('notes', 'two. ')],
      B: [appends('notes', 'six. ')],
    });
    const spans = [{ length: 15, author: ['A', null] as const }];
    const text = 'one. two. six. ';
    const judged = judgeField(ledger, { field: 'notes', kind: 'append_text', text, spans });
    expect(judged).toMatchObject({ verdict: 'FAIL', writes_lost: 0 });
    expect(judged.attribution_precision).toBeCloseTo(2 / 3);
    expect(judged.attribution_recall).toBeCloseTo(2 / 3);
  });

  it('lets one claim to each of several equal fragments be right, and no more', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [appends('notes', 'x')], B: [appends('notes', 'x')] });
    const spans = (...authors: Author[]) => authors.map((author) => ({ length: 1, author }));
    const held = (...authors: Author[]): FieldReading => {
      return { field: 'notes', kind: 'append_text', text: 'xx', spans: spans(...authors) };
    };
    expect(judgeField(ledger, held(['B', 0], ['A', null])).verdict).toBe('PASS');
    expect(judgeField(ledger, held(['A', 0], ['A', 0])).attribution_precision).toBe(0.5);
  });

  it('takes no part of a fragment for it, and no span of nothing for a claim', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [appends('notes', 'one. ')], B: [scalar('s', 1)] });
    const judgeSpans = (...lengths: number[]) => {
      const spans = lengths.map((length) => ({ length, author: ['A', 0] as const }));
      const text = 'one. ';
      return judgeField(ledger, { field: 'notes', kind: 'append_text', text, spans }, false);
    };
    // The claim to the scalar is right; those to the text are not.
    expect(judgeSpans(4, 1).attribution_precision).toBeCloseTo(1 / 3);
    expect(judgeSpans(5, 0, 0)).toMatchObject({ verdict: 'PASS', attribution_precision: 1 });
    expect(judgeSpans(5, 2).attribution_precision).toBeCloseTo(2 / 3);
  });

  it('catches spans that cut through fragments, reach beyond the text, or name no length', () => {
    const cuts = [[1, 33], [35], [17, 17], [-1], [Number.NaN]];
    for (const lengths of cuts) {
      const spans = lengths.map((length) => ({ length, author: ['A', 2] as const }));
      const text = 'A: seeded the doc.B: added a note.';
      const judged = judgeField(CLEAN_MERGE, { field: 'notes', kind: 'append_text', text, spans });
      expect(judged).toMatchObject({ verdict: 'FAIL', writes_lost: 0 });
    }
  });

  it('catches authors of elements and fields that are not there', () => {
    const authors: Author[][] = [[['A', 0]], [['A', 0]]];
    const ledger = ledgerOf(['A', 'B'], { A: [adds('tags', 'x')], B: [scalar('s', 1)] });
    const surplus = judgeField(ledger, {
      field: 'tags',
      kind: 'grow_set',
      elements: ['x'],
      authors,
    });
    expect(surplus).toMatchObject({
      verdict: 'FAIL',
      attribution_recall: 1,
      attribution_complete: false,
    });
    const perfect = perfectReading(ledger);
    const extra: FieldReading = { field: 'extra', kind: 'scalar', value: 1, authors: [['A', 0]] };
    const evidence = endingWith(ledger, { ...perfect, fields: [...perfect.fields, extra] });
    expect(findingOf(evidence, 'attribution')?.verdict).toBe('FAIL');
  });

  it('goes through every distinct reading', () => {
    const swapped: FieldReading = {
      field: 'title',
      kind: 'scalar',
      value: 'Project Sync',
      authors: [['B', 0]],
    };
    const finals = [
      finalOf(perfectReading(CLEAN_MERGE), 0),
      finalOf(withFields(CLEAN_MERGE, { title: swapped }), 1),
    ];
    const evidence = flawless(CLEAN_MERGE, { finals });
    expect(findingOf(evidence, 'attribution')?.verdict).toBe('FAIL');
    expect(judge(evidence).attribution_complete).toBe(false);
  });
});
