import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../../src/model/deliveries.js';
import type { Heal } from '../../../src/verdict/evidence.js';
import { judge } from '../../../src/verdict/judge.js';
import { Ledger } from '../../../src/verdict/ledger.js';
import { CLEAN_MERGE, findingOf, flawless, scalar } from '../builders.js';
import { flawlessPartial } from '../partial-runs.js';

const heal: Heal = {
  type: 'until_quiescent',
  passes: 3,
  bound: 3,
  reason: 'diameter of a line of 5',
};

/** Five agents, of which each passes on to the next one, so many times. */
function line(passes: number): Ledger {
  const ledger = new Ledger(['A', 'B', 'C', 'D', 'E']);
  ledger.issue(
    0,
    ledger.agents.map((agent) => [scalar(agent, 1)(agent, 0)]),
  );
  for (let pass = 0; pass < passes; pass += 1) {
    const edges = [0, 1, 2, 3].flatMap((agent) => [
      [agent, agent + 1],
      [agent + 1, agent],
    ]);
    const made: Deliveries = {
      type: 'pass',
      senders: edges.map(([sender]) => sender ?? -1),
      receivers: edges.map(([, receiver]) => receiver ?? -1),
      exported: edges.map(() => pass),
    };
    ledger.deliver(0, made);
  }
  return ledger;
}

function findingFor(ledger: Ledger, changed: Partial<Heal> | undefined) {
  const evidence = flawlessPartial(ledger, () => 0);
  const healed = changed ? { ...evidence, heal: { ...heal, ...changed } } : evidence;
  return judge(healed).findings.find(({ check }) => check === 'quiescence');
}

describe('the quiescence check', () => {
  it('passes where everyone holds everything within the bound', () => {
    expect(findingFor(line(4), {})).toMatchObject({ verdict: 'PASS', reasons: [] });
    expect(findingFor(line(4), { bound: null, passes: 99 })?.verdict).toBe('PASS');
    expect(findingOf(flawless(CLEAN_MERGE), 'quiescence')?.verdict).toBe('PASS');
    expect(findingFor(line(4), undefined)?.verdict).toBe('PASS');
  });

  it('passes where nobody healed, for nothing was promised', () => {
    expect(findingFor(line(1), { type: 'off' })?.verdict).toBe('PASS');
  });

  it('is undecided where writes are missing, and names the first three and why', () => {
    expect(findingFor(line(1), {})).toEqual({
      check: 'quiescence',
      about: 'conditions',
      verdict: 'UNKNOWN',
      reasons: [
        'the heal ended after 3 passes of at most 3 (diameter of a line of 5), 5 replicas lack writes',
        'agent A lacks writes of C of round 0',
        'agent B lacks writes of D of round 0',
        'agent C lacks writes of A of round 0',
      ],
    });
  });

  it('is undecided where writes are missing and there was no heal at all', () => {
    expect(findingFor(line(3), undefined)?.reasons[0]).toBe(
      'no heal followed the last write, 2 replicas lack writes',
    );
  });

  it('is undecided where it took longer than it may', () => {
    expect(findingFor(line(4), { passes: 4 })).toMatchObject({
      verdict: 'UNKNOWN',
      reasons: ['the heal took 4 passes where 3 should do (diameter of a line of 5)'],
    });
  });
});
