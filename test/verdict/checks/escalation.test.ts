import { describe, expect, it } from 'vitest';
import type { Contender, Escalation, FieldReading, Reading } from '../../../src/model/reading.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import {
  adds,
  CLEAN_MERGE,
  endingWith,
  finalOf,
  findingOf,
  flawless,
  ledgerOf,
  reading,
  scalar,
  SEMANTIC_CONFLICT,
} from '../builders.js';

const draft: Contender = { agent_id: 'A', op_id: 0, kind: 'scalar', value: 'draft' };
const published: Contender = { agent_id: 'B', op_id: 0, kind: 'scalar', value: 'published' };
const sentinel: FieldReading = { field: 'status', kind: 'escalated' };
const both = [draft, published];

function open(contenders: readonly Contender[], field = 'status'): Escalation {
  return { status: 'open', field, contenders };
}

function decided(value: string, contenders = both): Escalation {
  return { status: 'resolved', field: 'status', contenders, kind: 'scalar', value };
}

function status(value: string): FieldReading {
  return { field: 'status', kind: 'scalar', value, authors: [] };
}

/** Semantic conflict, ending in that reading everywhere and observed like that. */
function ending(held: Reading): Evidence {
  const observations = [{ round: 0, agent_index: 0, escalations: held.escalations }];
  return endingWith(SEMANTIC_CONFLICT, held, { observations });
}

function reasonsOf(held: Reading): readonly string[] {
  const finding = findingOf(ending(held), 'escalation');
  expect(finding?.verdict).toBe('FAIL');
  return finding?.reasons ?? [];
}

describe('the escalation check', () => {
  it('passes an open conflict with all its contenders', () => {
    const judged = judge(ending(reading([sentinel], [open([published, draft])])));
    expect(judged).toMatchObject({ verdict: 'PASS', outcome: 'escalated' });
    expect(judged).toMatchObject({
      escalations: 1,
      escalations_expected: 1,
      escalations_missed: 0,
    });
  });

  it('passes a conflict decided for one of its contenders', () => {
    const judged = judge(ending(reading([status('draft')], [decided('draft')])));
    expect(judged).toMatchObject({ verdict: 'PASS', outcome: 'resolved', escalations: 1 });
    expect(judged.fates).toMatchObject({ survived: 1, resolved: 1 });
  });

  it('catches a conflict that is not surfaced', () => {
    expect(reasonsOf(reading([status('draft')]))).toEqual([
      'status does not surface the conflict of A (op 0), B (op 0) at agent A after round 0',
    ]);
    expect(judge(ending(reading([status('draft')])))).toMatchObject({
      escalations: 0,
      escalations_missed: 1,
      escalations_spurious: 0,
      writes_arbitrated: 1,
    });
  });

  it('catches a conflict that is none', () => {
    const escalations = [open([], 'tags')];
    const observations = [{ round: 0, agent_index: 0, escalations }];
    const judged = judge(flawless(CLEAN_MERGE, { observations }));
    expect(judged).toMatchObject({ verdict: 'FAIL', escalations: 1, escalations_spurious: 1 });
  });

  it('catches a contender left out, and counts it as dropped', () => {
    expect(reasonsOf(reading([sentinel], [open([draft])]))).toEqual([
      'status leaves out contender B (op 0) at agent A after round 0',
    ]);
    expect(judge(ending(reading([sentinel], [open([draft])])))).toMatchObject({
      writes_arbitrated: 1,
      escalations_missed: 1,
      escalations_spurious: 1,
      outcome: 'corrupted',
    });
  });

  it('catches a contender with another value, of another author, or of another kind', () => {
    const garbled: readonly Contender[] = [
      { ...published, value: 'draft' },
      { ...published, agent_id: 'A', op_id: 1 },
      { ...published, op_id: 7 },
      { ...published, kind: 'append_text' },
      { ...published, kind: 'append_text', value: '"published"' },
      { ...published, kind: 'grow_set' },
    ];
    for (const wrong of garbled) {
      const held = reading([sentinel], [open([draft, wrong])]);
      expect(reasonsOf(held)).toHaveLength(1);
      expect(judge(ending(held))).toMatchObject({
        writes_arbitrated: 1,
        attribution_precision: 0.5,
      });
    }
  });

  it('catches a contender named twice and a field surfaced twice', () => {
    expect(reasonsOf(reading([sentinel], [open([draft, published, draft])]))).toHaveLength(1);
    expect(reasonsOf(reading([sentinel], [open(both), open(both)]))[0]).toMatch('surfaced twice');
    const twice = reading([sentinel], [open([draft]), open(both)]);
    expect(judge(ending(twice))).toMatchObject({ verdict: 'FAIL', writes_arbitrated: 1 });
  });

  it('catches a strategy that escalates and applies', () => {
    expect(reasonsOf(reading([status('draft')], [open(both)]))).toEqual([
      'status surfaces an open conflict and has a value at agent A and 1 other',
    ]);
  });

  it('catches a sentinel without a conflict, and a conflict without a field', () => {
    const undecided = reading([sentinel], [decided('draft')]);
    expect(reasonsOf(undecided).join()).toMatch('no open conflict');
    expect(judge(ending(undecided))).toMatchObject({ writes_arbitrated: 2 });
    expect(reasonsOf(reading([], [open(both)]))[0]).toMatch('is not read');
    const judged = judge(endingWith(SEMANTIC_CONFLICT, reading([sentinel])));
    expect(judged.writes_arbitrated).toBe(2);
  });

  it('catches a decision that the field does not read as', () => {
    expect(reasonsOf(reading([status('draft')], [decided('published')]))).toEqual([
      'status does not read as its conflict was decided at agent A and 1 other',
    ]);
    const judged = judge(ending(reading([status('draft')], [decided('published')])));
    expect(judged).toMatchObject({ writes_arbitrated: 1, contributions_survived: 1 });
  });

  it('catches a model that decides for a value nobody put forward', () => {
    const held = reading([status('final')], [decided('final')]);
    expect(reasonsOf(held)[0]).toMatch('status is decided for "final", which nobody put forward');
    expect(judge(ending(held))).toMatchObject({ writes_lost: 2, writes_phantom: 1 });
  });

  it('looks at every final reading, not only at the replica that was observed', () => {
    const good = reading([sentinel], [open(both)]);
    const observations = [{ round: 0, agent_index: 0, escalations: good.escalations }];
    const finals = [finalOf(good, 0), finalOf(reading([sentinel], [open([draft])]), 1)];
    const evidence = flawless(SEMANTIC_CONFLICT, { observations, finals });
    expect(findingOf(evidence, 'escalation')?.reasons).toEqual([
      'status leaves out contender B (op 0) at agent B',
    ]);
  });

  it('is undecided where a round was not observed, or one that was never issued', () => {
    const missing = findingOf(flawless(SEMANTIC_CONFLICT, { observations: [] }), 'escalation');
    expect(missing).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: ['no replica was observed after round 0'],
    });
    const observations = [0, 5].map((round) => ({ round, agent_index: 0, escalations: [] }));
    const beyond = findingOf(flawless(CLEAN_MERGE, { observations }), 'escalation');
    expect(beyond?.verdict).toBe('UNKNOWN');
    const endless = findingOf(flawless(SEMANTIC_CONFLICT, { finals: [] }), 'escalation');
    expect(endless).toMatchObject({ verdict: 'UNKNOWN', reasons: ['there is no final reading'] });
  });
});

describe('the escalation check, over rounds', () => {
  const clash = { A: [scalar('status', 'draft')], B: [scalar('status', 'published')] };
  const clashing = ledgerOf(['A', 'B'], clash, { A: [adds('tags', 'x')] }, clash);
  const again = both.map((one, index) => ({ ...one, op_id: index === 0 ? 2 : 1 }));
  const observe = (...rounds: readonly (readonly Escalation[])[]) =>
    rounds.map((escalations, round) => ({ round, agent_index: 0, escalations }));

  it('counts a conflict that stands unchanged once, and one with new contenders anew', () => {
    const observations = observe([open(both)], [open(both)], [open(again)]);
    expect(judge(flawless(clashing, { observations }))).toMatchObject({
      verdict: 'PASS',
      escalations: 2,
      escalations_expected: 2,
    });
  });

  it('catches a conflict that vanishes, comes late, or stands when it is superseded', () => {
    const vanishing = observe([open(both)], [], [open(again)]);
    const late = observe([], [open(both)], [open(again)]);
    const stale = observe([open(both)], [open(both)], [open(both)]);
    for (const observations of [vanishing, late, stale]) {
      const judged = judge(flawless(clashing, { observations }));
      expect(judged).toMatchObject({ verdict: 'FAIL', escalations_missed: 1 });
    }
    expect(judge(flawless(clashing, { observations: stale })).escalations_spurious).toBe(1);
  });

  it('catches an illegal decision in any round, though a later write supersedes it', () => {
    const ledger = ledgerOf(['A', 'B'], clash, { A: [scalar('status', 'final')] });
    const observations = observe([decided('banana')], []);
    expect(findingOf(flawless(ledger, { observations }), 'escalation')).toMatchObject({
      verdict: 'FAIL',
      reasons: [
        'status is decided for "banana", which nobody put forward at agent A after round 0',
      ],
    });
  });

  it('expects nothing of a conflict once a later write has seen it', () => {
    const ledger = ledgerOf(['A', 'B'], clash, { A: [scalar('status', 'final')] });
    const judged = judge(flawless(ledger));
    expect(judged).toMatchObject({ verdict: 'PASS', outcome: 'escalated', escalations: 1 });
    expect(judged.fates).toMatchObject({ superseded: 2, survived: 1 });
  });
});
