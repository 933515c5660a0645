import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldReading, Reading } from '../../src/model/reading.js';
import type { Check } from '../../src/verdict/check.js';
import { CHECKS } from '../../src/verdict/checks/registry.js';
import type { Evidence } from '../../src/verdict/evidence.js';
import { judge } from '../../src/verdict/judge.js';
import { Ledger } from '../../src/verdict/ledger.js';
import {
  anonymousNotes,
  CLEAN_MERGE,
  endingWith,
  finalOf,
  flawless,
  perfectReading,
  reading,
  scalar,
  SEMANTIC_CONFLICT,
  withFields,
} from './builders.js';

describe('the comparison table at two agents', () => {
  const row = (evidence: Evidence) => {
    const judged = judge(evidence);
    const { verdict, outcome, converged, writes_lost, attribution_complete, escalations } = judged;
    return [verdict, outcome, converged, writes_lost, attribution_complete, escalations];
  };

  it('has lww lose three contributions of the clean merge', () => {
    // Whoever comes last wins whole fields: title is A's alone, tags and notes are B's.
    const last: readonly FieldReading[] = [
      { field: 'title', kind: 'scalar', value: 'Project Sync', authors: [['A', 0]] },
      {
        field: 'tags',
        kind: 'grow_set',
        elements: ['benchmark', 'loro'],
        authors: [[['B', null]], [['B', null]]],
      },
      {
        field: 'notes',
        kind: 'append_text',
        text: 'B: added a note.',
        spans: [{ length: 16, author: ['B', null] }],
      },
    ];
    const evidence = endingWith(CLEAN_MERGE, reading(last), { attributes: false });
    expect(row(evidence)).toEqual(['FAIL', 'corrupted', true, 3, false, 0]);
    expect(judge(evidence)).toMatchObject({ attribution_precision: 1, attribution_recall: 4 / 7 });
  });

  it('has a strategy that merges by kind pass the clean merge', () => {
    expect(row(flawless(CLEAN_MERGE))).toEqual(['PASS', 'auto_merged', true, 0, true, 0]);
  });

  it('has lww drop one value of the semantic conflict, which is arbitrated and not lost', () => {
    const last: FieldReading = {
      field: 'status',
      kind: 'scalar',
      value: 'published',
      authors: [['B', null]],
    };
    const observations = [{ round: 0, agent_index: 0, escalations: [] }];
    const evidence = endingWith(SEMANTIC_CONFLICT, reading([last]), { observations });
    expect(row(evidence)).toEqual(['FAIL', 'corrupted', true, 0, false, 0]);
    expect(judge(evidence)).toMatchObject({
      writes_arbitrated: 1,
      attribution_precision: 1,
      attribution_recall: 0.5,
    });
  });

  it('has a strategy that asks a model pass the semantic conflict as resolved', () => {
    const [conflict] = perfectReading(SEMANTIC_CONFLICT).escalations;
    const contenders = conflict?.contenders ?? [];
    const decided: Reading = reading(
      [{ field: 'status', kind: 'scalar', value: 'draft', authors: [['A', 0]] }],
      [{ status: 'resolved', field: 'status', contenders, kind: 'scalar', value: 'draft' }],
    );
    const observations = [{ round: 0, agent_index: 0, escalations: decided.escalations }];
    const evidence = endingWith(SEMANTIC_CONFLICT, decided, { observations });
    expect(row(evidence)).toEqual(['PASS', 'resolved', true, 0, true, 1]);
  });

  it('has a strategy that escalates pass the semantic conflict as escalated', () => {
    expect(row(flawless(SEMANTIC_CONFLICT))).toEqual(['PASS', 'escalated', true, 0, true, 1]);
  });
});

const broken: Check = {
  name: 'broken',
  summary: 'a check with a bug of its own',
  examine: () => {
    throw new Error('engine gone');
  },
};

describe('the judge', () => {
  it('gives one finding per check that has something to ask, in the order of the registry', () => {
    const checks = judge(flawless(CLEAN_MERGE)).findings.map(({ check }) => check);
    const concerned = CHECKS.filter(({ concerns }) => concerns === undefined);
    expect(checks).toEqual(concerned.map(({ name }) => name));
    expect(new Set(checks).size).toBe(concerned.length);
  });

  it('takes a check that throws for undecided', () => {
    const judged = judge(flawless(CLEAN_MERGE), [...CHECKS, broken]);
    expect(judged.verdict).toBe('UNKNOWN');
    expect(judged.findings.at(-1)).toEqual({
      check: 'broken',
      verdict: 'UNKNOWN',
      reasons: ['the check broke: engine gone'],
    });
  });

  it('says of findings whether they are about the conditions, or about what came of them', () => {
    const breaks: Check = { ...broken, about: 'conditions' };
    expect(judge(flawless(CLEAN_MERGE), [breaks, broken]).findings).toMatchObject([
      { about: 'conditions', verdict: 'UNKNOWN' },
      { verdict: 'UNKNOWN' },
    ]);
    const about = CHECKS.filter((check) => check.about === 'conditions');
    expect(about.map(({ name }) => name)).toEqual(['contention', 'quiescence', 'faults']);
  });

  it('lets a failure weigh more than a broken check', () => {
    const judged = judge(endingWith(CLEAN_MERGE, reading([])), [broken, ...CHECKS]);
    expect(judged.verdict).toBe('FAIL');
  });

  it('is undecided with no checks at all', () => {
    expect(judge(flawless(CLEAN_MERGE), []).verdict).toBe('UNKNOWN');
  });

  it('knows nothing but what was issued where a round was never delivered', () => {
    const ledger = new Ledger(['A', 'B']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], [scalar('s', 2)('B', 0)]]);
    const finals = [finalOf(reading([]), 0, 1)];
    const judged = judge({ ledger, observations: [], finals, attributes: true });
    expect(judged).toMatchObject({
      verdict: 'UNKNOWN',
      outcome: null,
      writes_issued: 2,
      contributions_issued: 2,
      contributions_survived: null,
      writes_lost: null,
      escalations: null,
      escalations_expected: null,
      attribution_complete: null,
      fates: null,
      contended: 1,
    });
  });

  it('knows no outcome without a final reading', () => {
    const judged = judge(flawless(CLEAN_MERGE, { finals: [] }));
    expect(judged).toMatchObject({ verdict: 'UNKNOWN', outcome: null, converged: null });
    expect(judged).toMatchObject({ writes_lost: null, fates: null, attribution_recall: null });
  });

  it('calls a run corrupted whose replicas end apart, though each alone would do', () => {
    const finals = ['A: seeded the doc.B: added a note.', 'B: added a note.A: seeded the doc.'].map(
      (text, index) => finalOf(withFields(CLEAN_MERGE, { notes: anonymousNotes(text) }), index),
    );
    const judged = judge(flawless(CLEAN_MERGE, { finals }));
    expect(judged).toMatchObject({ writes_lost: 0, outcome: 'corrupted', converged: false });
  });

  it('calls a run escalated that shows a conflict only on the way, or only in the end', () => {
    const observations = [{ round: 0, agent_index: 0, escalations: [] }];
    expect(judge(flawless(SEMANTIC_CONFLICT, { observations })).outcome).toBe('escalated');
    const shown = perfectReading(SEMANTIC_CONFLICT).escalations;
    const onTheWay = [{ round: 0, agent_index: 0, escalations: shown }];
    expect(judge(flawless(CLEAN_MERGE, { observations: onTheWay })).outcome).toBe('escalated');
  });

  it('survives readings that are no JSON, undecided', () => {
    const damaged = reading([{ field: 'title', kind: 'scalar', value: NaN, authors: [] }]);
    const finals = [
      { reading: damaged, digests: finalOf(reading([])).digests, agent_indexes: [0, 1] },
    ];
    const judged = judge(flawless(CLEAN_MERGE, { finals }));
    expect(judged).toMatchObject({ verdict: 'UNKNOWN', outcome: null, converged: null });
  });

  it('never throws, whatever contenders, spans and elements a strategy hands over', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.integer(), (value, element, length) => {
        const parsed: unknown = JSON.parse(value);
        const held = {
          fields: [
            { field: 'title', kind: 'scalar', value: parsed, authors: [['A', parsed]] },
            { field: 'tags', kind: 'grow_set', elements: [JSON.parse(element)], authors: [] },
            {
              field: 'notes',
              kind: 'append_text',
              text: value,
              spans: [{ length, author: ['A', 0] }],
            },
            { field: 'status', kind: parsed },
          ],
          escalations: [
            { status: 'resolved', field: 'notes', contenders: [], kind: parsed, value: parsed },
            {
              status: 'open',
              field: 'tags',
              contenders: [{ agent_id: 'A', op_id: 1, kind: 'grow_set', value: parsed }],
            },
          ],
          model_calls: 0,
        };
        const finals = [finalOf(reading([]), 0, 1)].map((one) => ({
          ...one,
          reading: held as Reading,
        }));
        expect(judge(flawless(CLEAN_MERGE, { finals })).verdict).not.toBe('PASS');
      }),
    );
  });
});

describe('a repetition that broke', () => {
  it('is judged by its history alone, counts nothing and never passes', () => {
    const broken = { phase: 'read', reason: 'on purpose' };
    const { findings, verdict, ...counts } = judge({ ...flawless(CLEAN_MERGE), broken });
    expect(verdict).toBe('UNKNOWN');
    expect(findings.map(({ check }) => check)).toEqual(['faults', 'identity']);
    expect(Object.values(counts).filter((count) => count !== null)).toEqual([]);
  });
});
