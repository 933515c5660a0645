// Laws of the judge over random histories: a flawless run passes, and no single contribution can go
// missing from it, nor a single one be added, without a check that fails.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldReading, Reading } from '../../src/model/reading.js';
import type { Evidence } from '../../src/verdict/evidence.js';
import { totalOf } from '../../src/verdict/fate.js';
import { judge } from '../../src/verdict/judge.js';
import { endingWith, flawless, perfectReading, reading } from './builders.js';
import type { History } from './histories.js';
import { historiesOfAnyKind, ledgerOfHistory, orderlyHistories } from './histories.js';

/** Findings that are no pass; contention is a matter of the history, not of the strategy. */
function troublesOf(evidence: Evidence): readonly string[] {
  return judge(evidence)
    .findings.filter(({ check, verdict }) => check !== 'contention' && verdict !== 'PASS')
    .map(({ check, verdict, reasons }) => `${check} ${verdict} ${reasons.join('; ')}`);
}

/** A history and one of all the readings that lack one thing of its perfect one. */
const lacking: fc.Arbitrary<{ history: History; held: Reading }> = historiesOfAnyKind
  .map((history) => ({ history, all: lackingOne(perfectReading(ledgerOfHistory(history))) }))
  .filter(({ all }) => all.length > 0)
  .chain(({ history, all }) => fc.constantFrom(...all).map((held) => ({ history, held })));

describe('the judge, over any history', () => {
  it('finds nothing wrong with a flawless run, and every contribution once', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, (history) => {
        const evidence = flawless(ledgerOfHistory(history));
        expect(troublesOf(evidence)).toEqual([]);
        const { fates, contributions_issued, escalations, escalations_expected } = judge(evidence);
        expect(fates && totalOf(fates)).toBe(contributions_issued);
        expect(escalations).toBe(escalations_expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds nothing wrong where texts come without spans', () => {
    fc.assert(
      fc.property(orderlyHistories, (history) => {
        const ledger = ledgerOfHistory(history);
        const held = withoutSpans(perfectReading(ledger));
        expect(troublesOf(endingWith(ledger, held, { attributes: false }))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('fails a run that lacks any one contribution, author, span or contender', () => {
    fc.assert(
      fc.property(lacking, ({ history, held }) => {
        const ledger = ledgerOfHistory(history);
        expect(judge(endingWith(ledger, held)).verdict).toBe('FAIL');
      }),
      { numRuns: 1000 },
    );
  });

  it('fails a run that lacks any one element or fragment, whatever is attributed', () => {
    fc.assert(
      fc.property(lacking, ({ history, held }) => {
        const ledger = ledgerOfHistory(history);
        const anonymous = withoutSpans(held);
        const lost = lengthOf(perfectReading(ledger)) - lengthOf(anonymous);
        const judged = judge(endingWith(ledger, anonymous, { attributes: false }));
        expect(judged.verdict === 'FAIL' || lost === 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('fails a run that holds anything twice', () => {
    fc.assert(
      fc.property(historiesOfAnyKind, fc.nat(), (history, pick) => {
        const ledger = ledgerOfHistory(history);
        const perfect = perfectReading(ledger);
        fc.pre(perfect.fields.length > 0);
        const index = pick % perfect.fields.length;
        const fields = perfect.fields.map((one, at) => (at === index ? doubled(one) : one));
        fc.pre(JSON.stringify(fields) !== JSON.stringify(perfect.fields));
        expect(judge(endingWith(ledger, { ...perfect, fields })).verdict).toBe('FAIL');
      }),
      { numRuns: 500 },
    );
  });
});

/** Every reading that lacks one element, author, fragment, contender or whole scalar of this one. */
function lackingOne(perfect: Reading): readonly Reading[] {
  const fields = perfect.fields.flatMap((field, index) =>
    poorer(field).map((other) => ({ ...perfect, fields: perfect.fields.with(index, other) })),
  );
  const conflicts = perfect.escalations.flatMap((escalation, index) =>
    escalation.contenders.map((_, at) => {
      const contenders = escalation.contenders.toSpliced(at, 1);
      return {
        ...perfect,
        escalations: perfect.escalations.with(index, { ...escalation, contenders }),
      };
    }),
  );
  return [...fields, ...conflicts];
}

function poorer(field: FieldReading): readonly FieldReading[] {
  switch (field.kind) {
    case 'scalar':
      return field.authors.map((_, at) => ({ ...field, authors: field.authors.toSpliced(at, 1) }));
    case 'grow_set':
      return field.elements.map((_, at) => ({
        ...field,
        elements: field.elements.toSpliced(at, 1),
        authors: field.authors.toSpliced(at, 1),
      }));
    case 'append_text': {
      let start = 0;
      return field.spans.map(({ length }, at) => {
        const text = field.text.slice(0, start) + field.text.slice(start + length);
        start += length;
        return { ...field, text, spans: field.spans.toSpliced(at, 1) };
      });
    }
    case 'escalated':
      return [{ field: field.field, kind: 'scalar', value: null, authors: [] }];
  }
}

function doubled(field: FieldReading): FieldReading {
  switch (field.kind) {
    case 'grow_set':
      return {
        ...field,
        elements: [...field.elements, ...field.elements.slice(0, 1)],
        authors: [...field.authors, ...field.authors.slice(0, 1)],
      };
    case 'append_text': {
      const first = field.spans.slice(0, 1);
      const piece = field.text.slice(0, first[0]?.length ?? 0);
      return { ...field, text: field.text + piece, spans: [...field.spans, ...first] };
    }
    case 'scalar':
    case 'escalated':
      return field;
  }
}

function withoutSpans(held: Reading): Reading {
  return reading(
    held.fields.map((one) => (one.kind === 'append_text' ? { ...one, spans: [] } : one)),
    held.escalations,
  );
}

/** Elements and characters held. */
function lengthOf({ fields }: Reading): number {
  const sizes = fields.map((one) => {
    if (one.kind === 'grow_set') return one.elements.length;
    return one.kind === 'append_text' ? one.text.length : 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
