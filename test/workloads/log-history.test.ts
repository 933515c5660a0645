import { describe, expect, it } from 'vitest';
import type { Write } from '../../src/model/write.js';
import type { LogEntry } from '../../src/workloads/log-entry.js';
import { LogFault } from '../../src/workloads/log-fault.js';
import { type HistoryLimits, LogHistory } from '../../src/workloads/log-history.js';

const ROOMY: HistoryLimits = { agents: 10, turns: 100 };

function scalar(agent_id: string, op_id: number): Write {
  return { agent_id, op_id, field: 'f', kind: 'scalar', value: 0 };
}

function historyOf(entries: readonly LogEntry[], limits = ROOMY): LogHistory {
  const history = new LogHistory(limits);
  for (const entry of entries) history.add(entry);
  return history;
}

function faultOf(act: () => unknown): LogFault {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof LogFault) return thrown;
  }
  throw new Error('no fault was found');
}

describe('LogHistory', () => {
  it('keeps agents in order of first appearance and rounds in order, numbered without gaps', () => {
    const [b0, a0, a5] = [scalar('b', 0), scalar('a', 0), scalar('a', 5)];
    const script = historyOf([
      { line: 1, round: 40, write: b0 },
      { line: 2, round: 3, write: a0 },
      { line: 3, round: 999_999, write: a5 },
    ]).toScript();
    expect(script).toEqual({
      agents: ['b', 'a'],
      rounds: [
        [[], [a0]],
        [[b0], []],
        [[], [a5]],
      ],
      writes_per_agent: null,
    });
  });

  it('states the number of writes per agent where it is one for all', () => {
    const history = historyOf([
      { line: 1, round: 0, write: scalar('a', 0) },
      { line: 2, round: 0, write: scalar('b', 0) },
    ]);
    expect(history.toScript().writes_per_agent).toBe(1);
  });

  it('closes happens_after', () => {
    const script = historyOf([
      { line: 1, round: 0, write: scalar('a', 0) },
      { line: 2, round: 0, write: { ...scalar('b', 0), happens_after: [['a', 0]] } },
      { line: 3, round: 1, write: scalar('b', 1) },
    ]).toScript();
    expect(script.rounds[1]?.[1]?.[0]?.happens_after).toEqual([['a', 0]]);
  });

  it.each([
    [4, 0, 'op_id 4 of agent "a" does not exceed 4, its op_id on line 1'],
    [3, 9, 'op_id 3 of agent "a" does not exceed 4, its op_id on line 1'],
    [5, 6, 'round 6 of agent "a" comes after round 7, its round on line 1'],
  ])('refuses op_id %i in round %i after op_id 4 in round 7', (op_id, round, reason) => {
    const history = historyOf([{ line: 1, round: 7, write: scalar('a', 4) }]);
    const fault = faultOf(() => {
      history.add({ line: 2, round, write: scalar('a', op_id) });
    });
    expect(fault).toMatchObject({ line: 2, message: reason });
  });

  it('names the line whose happens_after cannot hold', () => {
    const history = historyOf([
      { line: 4, round: 0, write: scalar('a', 0) },
      { line: 6, round: 0, write: { ...scalar('a', 1), happens_after: [['ghost', 0]] } },
    ]);
    expect(faultOf(() => history.toScript())).toMatchObject({
      line: 6,
      message: 'happens_after names ["ghost",0], which does not exist',
    });
  });

  it('refuses one agent too many on the line that brings it', () => {
    const limits = { ...ROOMY, agents: 1 };
    const history = historyOf([{ line: 1, round: 0, write: scalar('a', 0) }], limits);
    const fault = faultOf(() => {
      history.add({ line: 2, round: 0, write: scalar('b', 0) });
    });
    expect(fault).toMatchObject({ line: 2, message: 'more than 1 agents write to this log' });
  });

  it('refuses more turns than a script can hold, and accepts just as many', () => {
    const entries = ['a', 'b', 'c'].map((agent, index) => ({
      ...{ line: index + 1, round: index, write: scalar(agent, 0) },
    }));
    expect(historyOf(entries, { ...ROOMY, turns: 9 }).toScript().rounds).toHaveLength(3);
    const fault = faultOf(() => historyOf(entries, { ...ROOMY, turns: 8 }).toScript());
    expect(fault.line).toBeNull();
    expect(fault.message).toContain('3 agents in 3 rounds are more than 8 turns');
  });

  it('is safe with agents named like members of objects', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const entries = names.map((name, line) => ({ line, round: 0, write: scalar(name, 0) }));
    expect(historyOf(entries).toScript().agents).toEqual(names);
  });
});
