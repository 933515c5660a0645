// What the judge says of replicas that received different things: by example, one fault of the table at a time.

import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/model/deliveries.js';
import type { Reading } from '../../src/model/reading.js';
import type { Write } from '../../src/model/write.js';
import type { Evidence } from '../../src/verdict/evidence.js';
import { judge } from '../../src/verdict/judge.js';
import { Ledger } from '../../src/verdict/ledger.js';
import { ViewExpectations } from '../../src/verdict/views/view-expectations.js';
import { adds, after, appends, finalOf, reading, scalar } from './builders.js';
import { flawlessPartial } from './partial-runs.js';

const everyone = { type: 'everyone_to_everyone' } as const;

function pass(number: number, ...edges: readonly (readonly [number, number])[]): Deliveries {
  return {
    type: 'pass',
    senders: edges.map(([sender]) => sender),
    receivers: edges.map(([, receiver]) => receiver),
    exported: edges.map(() => number),
  };
}

/** Three agents that write to a set, a text and a scalar each; B reaches A, and C is cut off. */
function islands(): Ledger {
  const ledger = new Ledger(['A', 'B', 'C']);
  const writes = ledger.agents.map((agent): Write[] => [
    adds('tags', agent)(agent, 0),
    appends('notes', `${agent}. `)(agent, 1),
    scalar('status', agent)(agent, 2),
  ]);
  ledger.issue(0, writes);
  ledger.deliver(0, pass(0, [0, 1], [1, 0]));
  return ledger;
}

/** The evidence with the reading of some replicas replaced. */
function reread(evidence: Evidence, agent_indexes: readonly number[], held: Reading): Evidence {
  const others = evidence.finals.filter((one) => one.agent_indexes[0] !== agent_indexes[0]);
  return { ...evidence, finals: [...others, finalOf(held, ...agent_indexes)] };
}

function findingOf(evidence: Evidence, check: string) {
  return judge(evidence).findings.find((finding) => finding.check === check);
}

describe('a partition that is never healed', () => {
  const heal = { type: 'off', passes: 0, bound: null, reason: 'asked for' } as const;
  const evidence = { ...flawlessPartial(islands(), () => 0), heal };
  const held = evidence.finals.map((final) => final.reading);

  it('passes where replicas of one island are equal, though not converged', () => {
    expect(judge(evidence)).toMatchObject({
      verdict: 'PASS',
      converged: false,
      outcome: 'escalated',
      contributions_issued: 9,
      writes_lost: 0,
      writes_not_delivered: 6,
      writes_unacknowledged: 0,
      writes_rejected: 0,
      attribution_recall: 1,
    });
  });

  it('fails where replicas of one island differ', () => {
    const [island = reading([])] = held;
    const swapped = { ...island, fields: island.fields.map(reversedText) };
    const finals = [finalOf(island, 0), finalOf(swapped, 1), finalOf(held[1] ?? island, 2)];
    const judged = judge({ ...evidence, finals });
    expect(judged).toMatchObject({ verdict: 'FAIL', outcome: 'corrupted', writes_lost: 0 });
    expect(findingOf({ ...evidence, finals }, 'convergence')?.reasons).toEqual([
      '2 different contents: agent A and agent B…',
    ]);
  });

  it('fails a replica that holds what never reached it, and says so', () => {
    const [island = reading([])] = held;
    expect(findingOf(reread(evidence, [2], island), 'survival')).toMatchObject({
      verdict: 'FAIL',
      reasons: [
        'tags holds "A", which never reached it at agent C',
        'tags holds "B", which never reached it at agent C',
        'tags lost "C" of C (op 0) at agent C',
        'and 3 more',
      ],
    });
  });

  it('finds a conflict missed only where both sides of it are known', () => {
    const quiet = evidence.finals.map((final) =>
      finalOf({ ...final.reading, escalations: [] }, ...final.agent_indexes),
    );
    const { escalations_missed, escalations_expected } = judge({ ...evidence, finals: quiet });
    expect([escalations_expected, escalations_missed]).toEqual([1, 1]);
    const alone = { ...evidence, observations: [{ round: 0, agent_index: 2, escalations: [] }] };
    expect(judge(alone)).toMatchObject({ verdict: 'PASS', escalations_expected: 0 });
  });
});

describe('a crash before anything was exported', () => {
  const ledger = new Ledger(['A', 'B']);
  ledger.issue(0, [[adds('tags', 'x', 'y')('A', 0)], [adds('tags', 'z')('B', 0)]]);
  ledger.deliver(0, { type: 'restart', agent_index: 0, exported: null, identity: 'fresh' });
  ledger.deliver(0, everyone);
  const evidence = flawlessPartial(ledger, () => 0);

  it('leaves writes unacknowledged, which may be absent', () => {
    expect(judge(evidence)).toMatchObject({
      verdict: 'PASS',
      converged: true,
      outcome: 'auto_merged',
      writes_unacknowledged: 2,
      writes_not_delivered: 0,
      contributions_survived: 1,
      attribution_recall: 1,
    });
  });

  it('fails where half of such a write is there', () => {
    const half = reading([
      { field: 'tags', kind: 'grow_set', elements: ['x', 'z'], authors: [[['A', 0]], [['B', 0]]] },
    ]);
    expect(judge(reread(evidence, [0, 1], half)).verdict).toBe('FAIL');
  });
});

describe('a scalar under partial deliveries', () => {
  const rounds = (...deliveries: readonly Deliveries[]): Ledger => {
    const ledger = new Ledger(['A', 'B', 'C']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], [], []]);
    ledger.deliver(0, deliveries[0] ?? everyone);
    ledger.issue(1, [[], [scalar('s', 2)('B', 0)], []]);
    ledger.deliver(1, deliveries[1] ?? everyone);
    return ledger;
  };
  const conflictsOf = (ledger: Ledger) =>
    judge(flawlessPartial(ledger, () => 0)).escalations_expected;

  it('is superseded by a write whose author had received it, and by no other', () => {
    expect(conflictsOf(rounds(pass(0, [0, 1])))).toBe(0);
    expect(conflictsOf(rounds(pass(0, [0, 2])))).toBe(1);
  });

  it('is superseded by what a late blob brought only once it came', () => {
    const ledger = rounds(pass(0), {
      type: 'pass',
      senders: [0, 1, 1],
      receivers: [1, 0, 2],
      exported: [0, 1, 1],
    });
    ledger.issue(2, [[], [scalar('s', 3)('B', 1)], []]);
    ledger.deliver(2, everyone);
    const { observations } = flawlessPartial(ledger, () => 0);
    expect(observations.map(({ escalations }) => escalations.length)).toEqual([0, 1, 0]);
  });

  it('is not superseded by what its own author wrote after losing it', () => {
    const ledger = new Ledger(['A', 'B']);
    ledger.issue(0, [[scalar('s', 1)('A', 0)], []]);
    ledger.deliver(0, pass(0, [0, 1]));
    ledger.deliver(0, { type: 'restart', agent_index: 0, exported: null, identity: 'reused' });
    ledger.issue(1, [[scalar('s', 2)('A', 1)], []]);
    ledger.deliver(1, everyone);
    expect(conflictsOf(ledger)).toBe(1);
  });
});

describe('a declaration under partial deliveries', () => {
  /** B overwrites what A wrote; C, who has received nothing, declares to follow B. */
  const ledger = new Ledger(['A', 'B', 'C', 'D']);
  ledger.issue(0, [[scalar('s', 1)('A', 0)], [], [], []]);
  ledger.deliver(0, pass(0, [0, 1], [0, 3]));
  ledger.issue(1, [[], [scalar('s', 2)('B', 0)], [after(scalar('s', 3), ['B', 0])('C', 0)], []]);
  ledger.deliver(1, pass(1, [2, 3], [2, 0], [1, 0]));
  const each = ledger.agents.map((_, agent_index) => finalOf(reading([]), agent_index));
  const expectations = new ViewExpectations({
    ...{ ledger, observations: [], finals: each, attributes: true },
  });
  const headsAt = (agent: number) => {
    const ending = expectations.endings.find(({ agent_indexes }) => agent_indexes.includes(agent));
    const heads =
      expectations
        .expectationOf(ending?.group ?? -1)
        .histories.get('s')
        ?.heads() ?? [];
    return heads.map(({ write }) => write.agent_id);
  };

  it('reaches through the named write to what that one had received, where the write is held', () => {
    expect(headsAt(0)).toEqual(['C']);
  });

  it('does not reach through a write that is not held: no replica could know', () => {
    expect(headsAt(3)).toEqual(['A', 'C']);
  });
});

function reversedText(field: Reading['fields'][number]): Reading['fields'][number] {
  if (field.kind !== 'append_text') return field;
  const [first, second] = [field.text.slice(0, 3), field.text.slice(3)];
  return { ...field, text: second + first, spans: [...field.spans].reverse() };
}
