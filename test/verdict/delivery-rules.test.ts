import { describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/model/deliveries.js';
import { Ledger } from '../../src/verdict/ledger.js';
import { scalar } from './builders.js';

const everyone = { type: 'everyone_to_everyone' } as const;

function pass(...edges: readonly (readonly [number, number, number])[]): Deliveries {
  return {
    type: 'pass',
    senders: edges.map(([sender]) => sender),
    receivers: edges.map(([, receiver]) => receiver),
    exported: edges.map(([, , exported]) => exported),
  };
}

function restart(agent_index: number, exported: number | null): Deliveries {
  return { type: 'restart', agent_index, exported, identity: 'fresh' };
}

/** Three agents, one write each. */
function issued(): Ledger {
  const ledger = new Ledger(['A', 'B', 'C']);
  ledger.issue(
    0,
    ledger.agents.map((agent) => [scalar('s', agent)(agent, 0)]),
  );
  return ledger;
}

function told(...deliveries: readonly Deliveries[]): Ledger {
  const ledger = issued();
  for (const made of deliveries) ledger.deliver(0, made);
  return ledger;
}

describe('a ledger of partial exchange', () => {
  it('counts passes, of everyone too, but no restarts and no races', () => {
    expect(told(pass(), everyone, restart(0, 1), pass()).passes).toBe(3);
    const timelines = ['A', 'B', 'C'].map(() => [['write'] as const]);
    expect(told({ type: 'race', timelines }).passes).toBe(0);
  });

  it('is complete where everyone holds what anyone holds', () => {
    expect(issued().complete()).toBe(false);
    expect(told(everyone).complete()).toBe(true);
    expect(told(pass([0, 1, 0], [1, 0, 0])).complete()).toBe(false);
    const star = pass([1, 0, 0], [2, 0, 0]);
    expect(told(star, pass([0, 1, 1], [0, 2, 1])).complete()).toBe(true);
  });

  it('delivers with a late blob what its sender knew when it was exported', () => {
    const early = pass([0, 1, 0]);
    expect(told(early, pass([1, 2, 0], [2, 0, 0], [2, 1, 0])).complete()).toBe(false);
    expect(told(early, pass([1, 2, 1], [2, 0, 1], [2, 1, 1], [1, 0, 1])).complete()).toBe(true);
  });

  it('exports within a pass before anything of it is imported', () => {
    expect(told(pass([0, 1, 0], [1, 2, 0], [2, 0, 0])).complete()).toBe(false);
  });

  it('forgets with a restart what its agent had not exported by then', () => {
    expect(told(everyone, restart(1, null)).complete()).toBe(false);
    expect(told(everyone, restart(1, 0)).complete()).toBe(false);
    expect(told(everyone, pass(), restart(1, 1)).complete()).toBe(true);
  });

  it('takes what no replica holds any more for nobody to hold', () => {
    expect(
      told(restart(0, null), pass([1, 0, 0], [2, 0, 0], [1, 2, 0], [2, 1, 0])).complete(),
    ).toBe(true);
  });

  it('calls a round delivered to everyone only where nothing else happened', () => {
    expect(told(everyone).delivered).toBe(true);
    expect(told(pass(), everyone).delivered).toBe(false);
    expect(told(everyone, restart(0, 0)).delivered).toBe(false);
    expect(told(pass()).exchanged).toBe(true);
    expect(told(restart(0, null)).exchanged).toBe(false);
    expect(issued().exchanged).toBe(false);
  });

  it('is the same ledger again when it is made of its own entries', () => {
    const ledger = told(pass([0, 1, 0]), restart(2, 0), everyone, pass([1, 2, 0]));
    const again = Ledger.from(ledger.entries());
    expect(again.entries()).toEqual(ledger.entries());
    expect([again.passes, again.complete()]).toEqual([ledger.passes, ledger.complete()]);
  });
});

const write = ['write'] as const;
const race = (...timelines: Extract<Deliveries, { type: 'race' }>['timelines']): Deliveries => ({
  type: 'race',
  timelines,
});

describe('a ledger of partial exchange, told what cannot be', () => {
  it.each<readonly [string, string, readonly Deliveries[]]>([
    ['a sender that does not exist', 'number 3 of 3', [pass([3, 0, 0])]],
    ['a receiver that does not exist', 'number -1 of 3', [pass([0, -1, 0])]],
    ['half an agent', 'number 0.5 of 3', [pass([0.5, 1, 0])]],
    ['a blob that its sender accepts', 'its own blob', [pass([1, 1, 0])]],
    ['a blob of a later pass', 'still to come', [pass([0, 1, 1])]],
    ['a blob of no pass', 'still to come', [pass([0, 1, -1])]],
    [
      'lists of different length',
      'different number',
      [{ type: 'pass', senders: [0], receivers: [1], exported: [] }],
    ],
    ['a restart of nobody', 'number 9 of 3', [restart(9, null)]],
    ['a restart from a pass to come', 'where 1 passes', [pass(), restart(0, 1)]],
    ['a race after an exchange', 'comes first', [pass(), race([write], [write], [write])]],
    ['a race without an agent', '2 timelines', [race([write], [write])]],
    ['a race without a write', '0 writes of 1', [race([write], [], [write])]],
    ['a race with a write more', '2 writes of 1', [race([write, write], [write], [write])]],
    [
      'a race with a blob from nowhere',
      'never exported',
      [race([write, ['accept', 1, 0]], [write], [write])],
    ],
  ])('refuses %s', (_, reason, deliveries) => {
    expect(() => told(...deliveries)).toThrow(reason);
  });

  it('keeps what it held before', () => {
    const ledger = told(pass([0, 1, 0]));
    expect(() => {
      ledger.deliver(0, pass([0, 9, 1]));
    }).toThrow();
    expect([ledger.passes, ledger.entries().rounds[0]?.deliveries.length]).toEqual([1, 1]);
  });
});
