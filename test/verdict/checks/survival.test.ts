import { describe, expect, it } from 'vitest';
import type { Author, FieldReading } from '../../../src/model/reading.js';
import { judge } from '../../../src/verdict/judge.js';
import {
  adds,
  anonymousNotes,
  anonymousTags as tags,
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

describe('the survival check, on fields', () => {
  it('catches a field that is not read at all', () => {
    const evidence = endingWith(CLEAN_MERGE, withFields(CLEAN_MERGE, { tags: undefined }));
    expect(findingOf(evidence, 'survival')).toMatchObject({
      verdict: 'FAIL',
      reasons: [
        'tags lost "crdt" of A (op 1) at agent A and 1 other',
        'tags lost "agents" of A (op 1) at agent A and 1 other',
        'tags lost "benchmark" of B (op 0) at agent A and 1 other',
        'and 1 more',
      ],
    });
    expect(judge(evidence)).toMatchObject({ writes_lost: 4, outcome: 'corrupted' });
  });

  it('catches a field that was never written, whatever it holds', () => {
    const extras: readonly FieldReading[] = [
      { field: 'extra', kind: 'scalar', value: 1, authors: [] },
      { field: 'extra', kind: 'grow_set', elements: [], authors: [] },
      { field: 'extra', kind: 'append_text', text: '', spans: [] },
      { field: 'extra', kind: 'escalated' },
    ];
    for (const extra of extras) {
      const perfect = perfectReading(CLEAN_MERGE);
      const evidence = endingWith(CLEAN_MERGE, { ...perfect, fields: [...perfect.fields, extra] });
      expect(findingOf(evidence, 'survival')?.verdict).toBe('FAIL');
      expect(judge(evidence)).toMatchObject({ writes_phantom: 1, writes_lost: 0 });
    }
  });

  it('catches a field that is listed twice', () => {
    const perfect = perfectReading(CLEAN_MERGE);
    const evidence = endingWith(CLEAN_MERGE, {
      ...perfect,
      fields: [...perfect.fields, ...perfect.fields.slice(0, 1)],
    });
    expect(judge(evidence)).toMatchObject({ verdict: 'FAIL', writes_phantom: 1, writes_lost: 0 });
  });

  it('accepts a field with nothing in it, listed or not, where nothing was contributed', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [adds('tags'), scalar('s', 1)], B: [scalar('s', 1)] });
    expect(judge(endingWith(ledger, withFields(ledger, { tags: undefined }))).verdict).toBe('PASS');
    expect(judge(flawless(ledger)).verdict).toBe('PASS');
  });
});

describe('the survival check, over replicas', () => {
  it('goes through every distinct reading and counts the one with most damage', () => {
    const finals = [
      finalOf(perfectReading(CLEAN_MERGE), 0),
      finalOf(withFields(CLEAN_MERGE, { tags: tags('crdt'), notes: undefined }), 1),
    ];
    expect(judge(flawless(CLEAN_MERGE, { finals }))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 5,
    });
  });

  it('prefers damage to wrong authors to missing ones when it picks the reading to count', () => {
    const title = (...authors: Author[]): FieldReading => {
      return { field: 'title', kind: 'scalar', value: 'Project Sync', authors };
    };
    const judgePair = (one: Record<string, FieldReading>, other: Record<string, FieldReading>) =>
      [[0, 1] as const, [1, 0] as const].map(([first, second]) => {
        const finals = [
          finalOf(withFields(CLEAN_MERGE, one), first),
          finalOf(withFields(CLEAN_MERGE, other), second),
        ];
        return judge(flawless(CLEAN_MERGE, { finals }));
      });
    const anonymous = { title: title(), tags: tags('crdt', 'agents', 'benchmark', 'loro') };
    for (const judged of judgePair(anonymous, { notes: anonymousNotes('A: seeded the doc.') })) {
      expect(judged.writes_lost).toBe(1);
    }
    for (const judged of judgePair(anonymous, { title: title(['B', 0]) })) {
      expect(judged.attribution_precision).toBeCloseTo(6 / 7);
    }
    for (const judged of judgePair(anonymous, {})) {
      expect(judged.attribution_recall).toBeCloseTo(2 / 7);
    }
  });

  it('judges alike in whatever order replicas are listed', () => {
    const finals = [
      finalOf(withFields(CLEAN_MERGE, { tags: undefined }), 1),
      finalOf(withFields(CLEAN_MERGE, { tags: undefined, title: undefined }), 0),
    ];
    const judged = judge(flawless(CLEAN_MERGE, { finals }));
    expect(judge(flawless(CLEAN_MERGE, { finals: finals.toReversed() }))).toEqual(judged);
  });

  it('is undecided where there is no final reading', () => {
    expect(findingOf(flawless(CLEAN_MERGE, { finals: [] }), 'survival')?.verdict).toBe('UNKNOWN');
  });
});
