import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../../src/model/deliveries.js';
import type { Reading } from '../../../src/model/reading.js';
import type { Evidence } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { adds, finalOf } from '../builders.js';
import { flawlessPartial } from '../partial-runs.js';

const everyone = { type: 'everyone_to_everyone' } as const;

/** A exports two writes, falls back to a state of before, writes a third one; then all reaches everyone. */
function restarted(identity: 'fresh' | 'reused'): Ledger {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [[adds('tags', 'one')('A', 0)], [adds('tags', 'b')('B', 0)]]);
  ledger.deliver(0, everyone);
  ledger.issue(1, [[adds('tags', 'two')('A', 1)], []]);
  ledger.deliver(1, everyone);
  const restart: Deliveries = { type: 'restart', agent_index: 0, exported: 0, identity };
  ledger.deliver(1, restart);
  ledger.issue(2, [[adds('tags', 'three')('A', 2)], []]);
  ledger.deliver(2, everyone);
  ledger.deliver(2, everyone);
  return ledger;
}

function lacking(held: Reading, element: string): Reading {
  const fields = held.fields.map((field) => {
    if (field.kind !== 'grow_set') return field;
    const at = field.elements.indexOf(element);
    const [elements, authors] = [field.elements.toSpliced(at, 1), field.authors.toSpliced(at, 1)];
    return { ...field, elements, authors };
  });
  return { ...held, fields };
}

function identityOf(evidence: Evidence) {
  return judge(evidence).findings.find(({ check }) => check === 'identity');
}

/** As `restarted`, but that A writes nothing more: what it had forgotten reaches it again. */
function restartedInTheEnd(): Ledger {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [[adds('tags', 'one')('A', 0)], [adds('tags', 'b')('B', 0)]]);
  ledger.deliver(0, everyone);
  ledger.issue(1, [[adds('tags', 'two')('A', 1)], []]);
  ledger.deliver(1, everyone);
  ledger.deliver(1, { type: 'restart', agent_index: 0, exported: 0, identity: 'reused' });
  ledger.deliver(1, everyone);
  return ledger;
}

const HARMLESS = { verdict: 'UNKNOWN', reasons: [expect.stringContaining('could not act')] };

describe('the identity check', () => {
  const reused = flawlessPartial(restarted('reused'), () => 1);
  const whole = reused.finals[0]?.reading ?? { fields: [], escalations: [], model_calls: 0 };

  it('passes without a word where a reused identity did no harm', () => {
    expect(judge(reused)).toMatchObject({ converged: true, writes_lost: 0 });
    expect(identityOf(reused)).toEqual({ check: 'identity', verdict: 'PASS', reasons: [] });
  });

  it('names the hazard where writes of that agent are lost and replicas tear apart', () => {
    const torn = [finalOf(lacking(whole, 'two'), 0), finalOf(lacking(whole, 'three'), 1)];
    const judged = judge({ ...reused, finals: torn });
    expect(judged).toMatchObject({ verdict: 'FAIL', outcome: 'corrupted', writes_lost: 1 });
    expect(identityOf({ ...reused, finals: torn })).toMatchObject({
      verdict: 'FAIL',
      reasons: [
        'engine identity reused: 1 write lost silently, replicas with equal deliveries differ',
      ],
    });
  });

  it('names it where the writes are lost everywhere alike', () => {
    const finals = [finalOf(lacking(lacking(whole, 'two'), 'three'), 0, 1)];
    expect(identityOf({ ...reused, finals })?.reasons).toEqual([
      'engine identity reused: 2 writes lost silently',
    ]);
  });

  it('has nothing to say of what others lost, nor of a fresh identity', () => {
    const finals = [finalOf(lacking(whole, 'b'), 0, 1)];
    expect(judge({ ...reused, finals })).toMatchObject({ verdict: 'FAIL', writes_lost: 1 });
    expect(identityOf({ ...reused, finals })?.verdict).toBe('PASS');
    const fresh = flawlessPartial(restarted('fresh'), () => 1);
    const lost = [finalOf(lacking(whole, 'two'), 0, 1)];
    expect(identityOf({ ...fresh, finals: lost })?.verdict).toBe('PASS');
  });

  it('is undecided where nothing was written under the identity again, whatever was lost', () => {
    const idle = flawlessPartial(restartedInTheEnd(), () => 1);
    expect(identityOf(idle)).toMatchObject(HARMLESS);
    const held = idle.finals[0]?.reading ?? whole;
    const finals = [finalOf(lacking(held, 'two'), 0, 1)];
    expect(judge({ ...idle, finals })).toMatchObject({ verdict: 'FAIL', writes_lost: 1 });
    expect(identityOf({ ...idle, finals })).toMatchObject(HARMLESS);
  });

  it('does not take for its work what a strategy does to writes that nothing threatens', () => {
    const finals = [finalOf(lacking(lacking(whole, 'two'), 'b'), 0, 1)];
    expect(identityOf({ ...reused, finals })).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: [expect.stringContaining('1 write of a reused identity lost')],
    });
    const before = [finalOf(lacking(whole, 'one'), 0, 1)];
    expect(identityOf({ ...reused, finals: before })?.verdict).toBe('PASS');
  });

  it('fails where replicas tear apart, whatever else is lost', () => {
    const torn = [finalOf(lacking(whole, 'b'), 0), finalOf(lacking(whole, 'three'), 1)];
    expect(identityOf({ ...reused, finals: torn })).toMatchObject({
      verdict: 'FAIL',
      reasons: ['engine identity reused: replicas with equal deliveries differ'],
    });
  });
});

describe('the identity check of a repetition that broke', () => {
  const broke = (ledger: Ledger, phase = 'import') => {
    const broken = { phase, reason: 'unheard of' };
    return judge({ ledger, observations: [], finals: [], attributes: true, broken });
  };

  it('fails with the reason where the identity had been used again', () => {
    const judged = broke(restarted('reused'));
    expect(judged).toMatchObject({ verdict: 'FAIL', outcome: null, converged: null });
    expect(judged.findings).toContainEqual({
      check: 'identity',
      verdict: 'FAIL',
      reasons: ['the engine broke after its identity was reused: import: unheard of'],
    });
  });

  it('has nothing to say where the identity was new: the repetition is undecided', () => {
    const judged = broke(restarted('fresh'));
    expect(judged.verdict).toBe('UNKNOWN');
    expect(judged.findings.map(({ check, verdict }) => [check, verdict])).toEqual([
      ['faults', 'PASS'],
      ['identity', 'PASS'],
    ]);
  });

  it('is undecided where nothing had been written under it, unless it broke over a write', () => {
    const findingOf = (phase: string) =>
      broke(restartedInTheEnd(), phase).findings.find(({ check }) => check === 'identity');
    expect(findingOf('import')).toMatchObject(HARMLESS);
    expect(findingOf('write')?.verdict).toBe('FAIL');
  });
});
