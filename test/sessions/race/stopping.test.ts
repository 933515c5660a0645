import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/model/random.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { runCrew } from '../../../src/sessions/race/crew.js';
import type { Asking } from '../../../src/sessions/race/asking.js';

function* waitForEver(): Asking<void> {
  for (;;) yield { type: 'pause', wait_ms: 1 };
}

describe('a thread of a race', () => {
  it('ends when it is told to, long before its deadline', () => {
    let [now_ms, asked] = [0, 0];
    const member = {
      asking: waitForEver(),
      caller: () => ({ agent: 0, incarnation: 0, thread: 0 }),
    };
    const ended = runCrew([member], {
      store: createMemoryStore(),
      recorder: { began: () => () => undefined },
      random: createRandom(1),
      now_ms: () => now_ms,
      sleep: (wait_ms) => (now_ms += wait_ms),
      deadline_ms: 1_000_000,
      isStopped: () => (asked += 1) > 10,
    });
    expect(ended).toBe('timeout');
    expect(now_ms).toBeLessThan(20);
  });
});
