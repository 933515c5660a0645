import { describe, expect, it } from 'vitest';
import type { FieldReading } from '../../../src/model/reading.js';
import { judge } from '../../../src/verdict/judge.js';
import {
  anonymousTags as tags,
  CLEAN_MERGE,
  endingWith,
  findingOf,
  flawless,
  ledgerOf,
  reading,
  scalar,
  survivalOf,
} from '../builders.js';

describe('the survival check, on scalars', () => {
  const overwritten = ledgerOf(
    ['A', 'B'],
    { A: [scalar('title', 'old')], B: [scalar('other', 1)] },
    { B: [scalar('title', 'new')] },
  );
  const title = (value: string): FieldReading => ({
    field: 'title',
    kind: 'scalar',
    value,
    authors: [],
  });

  it('passes where the last value stands, and counts the one before as superseded', () => {
    expect(survivalOf(overwritten)).toMatchObject({ verdict: 'PASS', writes_superseded: 1 });
  });

  it('catches a value gone stale: an update was lost', () => {
    expect(survivalOf(overwritten, title('old'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      writes_phantom: 0,
      reasons: ['title lost "new" of B (op 1) at agent A and 1 other'],
    });
  });

  it('catches a value nobody wrote', () => {
    expect(survivalOf(overwritten, title('newest'))).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      writes_phantom: 1,
    });
  });

  it('catches a concurrent value dropped without a signal', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('s', 2)] });
    const evidence = endingWith(
      ledger,
      reading([{ field: 's', kind: 'scalar', value: 1, authors: [] }]),
    );
    expect(findingOf(evidence, 'survival')?.reasons).toEqual([
      's dropped 2 of B (op 0) without a signal at agent A and 1 other',
    ]);
    expect(judge(evidence)).toMatchObject({
      writes_arbitrated: 1,
      writes_lost: 0,
      contributions_survived: 1,
      outcome: 'corrupted',
    });
  });

  it('counts a value behind a sentinel that names nobody as lost: there was no conflict to decide', () => {
    expect(survivalOf(CLEAN_MERGE, { field: 'title', kind: 'escalated' })).toMatchObject({
      verdict: 'FAIL',
      writes_lost: 1,
      writes_arbitrated: 0,
    });
  });

  it('lets equal values survive together', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [scalar('s', 1)], B: [scalar('s', 1)] });
    expect(judge(flawless(ledger))).toMatchObject({ verdict: 'PASS', contributions_survived: 2 });
  });

  it('counts a field read as another kind as lost and made up', () => {
    const ledger = ledgerOf(['A', 'B'], { A: [scalar('tags', 'x')], B: [scalar('other', 1)] });
    expect(survivalOf(ledger, tags('x'))).toMatchObject({ writes_lost: 1, writes_phantom: 1 });
    expect(
      survivalOf(CLEAN_MERGE, { field: 'tags', kind: 'scalar', value: 'loro', authors: [] }),
    ).toMatchObject({ writes_lost: 4, writes_phantom: 1 });
  });
});
