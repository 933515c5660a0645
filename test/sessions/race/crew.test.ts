import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import type { Answer } from '../../../src/sessions/store.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { ask, askDying, pause } from '../../../src/sessions/race/asking.js';
import type { Asking } from '../../../src/sessions/race/asking.js';
import { runCrew } from '../../../src/sessions/race/crew.js';
import type { CrewTools } from '../../../src/sessions/race/crew.js';
import { simulatedTime } from '../../../src/sessions/race/race-time.js';
import { HistoryRecorder } from '../../../src/sessions/race/recorder.js';

function crewTools(seed = 1) {
  const time = simulatedTime();
  const recorder = new HistoryRecorder(time.instant);
  const tools: CrewTools = {
    store: createMemoryStore({ clock: time.clock }),
    recorder,
    random: createRandom(seed),
    now_ms: () => time.clock.now_ms(),
    sleep: time.sleep,
    deadline_ms: Infinity,
  };
  return { tools, entries: recorder.entries };
}

function member(agent: number, asking: Asking<void>) {
  return { asking, caller: () => ({ agent, incarnation: 0, thread: 0 }) };
}

function* readTimes(times: number): Asking<void> {
  for (let index = 0; index < times; index += 1) yield* ask('readState', { session_id: 's' });
}

describe('the agents of a thread', () => {
  it('take turns call by call, in an order that comes from the seed', () => {
    const order = (seed: number): readonly number[] => {
      const { tools, entries } = crewTools(seed);
      runCrew([member(0, readTimes(20)), member(1, readTimes(20))], tools);
      return entries.map(({ agent }) => agent);
    };
    const changes = order(1).filter((agent, index, list) => agent !== list[index - 1]);
    expect(changes.length).toBeGreaterThan(5);
    expect(order(1)).toEqual(order(1));
    expect(order(2)).not.toEqual(order(1));
  });

  it('hear the answers to their own calls', () => {
    const heard: Answer<unknown>[] = [];
    function* agent(name: string): Asking<void> {
      const draft = { target: { type: 'next_turn' }, payload: name, source_key: null } as const;
      heard.push(yield* ask('submitInput', { session_id: name, draft }));
    }
    const { tools } = crewTools();
    runCrew([member(0, agent('a')), member(1, agent('b'))], tools);
    const sessions = heard.map((answer) => answer.ok && answer.value);
    expect(sessions).toMatchObject([
      {
        input: { session_id: expect.any(String) as string, payload: expect.any(String) as string },
      },
      { input: { session_id: expect.any(String) as string } },
    ]);
    for (const value of sessions) {
      const { input } = value as { input: { session_id: string; payload: string } };
      expect(input.payload).toBe(input.session_id);
    }
  });

  it('are passed over while they wait, and time goes on where all of them do', () => {
    const { tools, entries } = crewTools();
    function* late(): Asking<void> {
      yield* pause(50);
      yield* readTimes(1);
    }
    expect(runCrew([member(0, late()), member(1, readTimes(3))], tools)).toBe('done');
    expect(entries.map(({ agent }) => agent)).toEqual([1, 1, 1, 0]);
    expect(entries.at(-1)?.began_ns).toBeGreaterThanOrEqual(50e6);
  });

  it('stop at the deadline', () => {
    const { tools, entries } = crewTools();
    const end = runCrew([member(0, readTimes(1_000_000))], { ...tools, deadline_ms: 5 });
    expect(end).toBe('timeout');
    expect(entries.length).toBeLessThan(1_000);
  });

  it('leave calls without an answer, some of which reached the store', () => {
    const { tools, entries } = crewTools();
    const draft = { target: { type: 'next_turn' }, payload: null, source_key: null } as const;
    function* dying(fate: 'unheard' | 'lost'): Asking<void> {
      yield* askDying('submitInput', { session_id: fate, draft }, fate);
    }
    runCrew([member(0, dying('unheard')), member(1, dying('lost'))], tools);
    expect(entries.map(({ answer, ended_ns }) => [answer, ended_ns])).toEqual([
      [null, Infinity],
      [null, Infinity],
    ]);
    expect(tools.store.pendingInputs({ session_id: 'unheard' })).toMatchObject({
      value: [{ payload: null }],
    });
    expect(tools.store.pendingInputs({ session_id: 'lost' })).toMatchObject({ value: [] });
  });
});
