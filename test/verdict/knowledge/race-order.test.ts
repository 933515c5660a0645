import { describe, expect, it } from 'vitest';
import type { RaceEvent } from '../../../src/model/deliveries.js';
import { orderRace } from '../../../src/verdict/knowledge/race-order.js';

const write: RaceEvent = ['write'];
const exports: RaceEvent = ['export'];
const accepts = (sender: number, blob: number): RaceEvent => ['accept', sender, blob];

function spelled(timelines: readonly (readonly RaceEvent[])[]): readonly string[] {
  return orderRace(timelines).map(({ agent_index, event }) => `${agent_index} ${event.join(' ')}`);
}

describe('the order of a race', () => {
  it('keeps every timeline and exports every blob before it is accepted', () => {
    const timelines = [
      [accepts(1, 1), write, exports],
      [exports, write, exports, accepts(0, 0)],
    ];
    expect(spelled(timelines)).toEqual([
      '1 export',
      '1 write',
      '1 export',
      '0 accept 1 1',
      '0 write',
      '0 export',
      '1 accept 0 0',
    ]);
  });

  it('follows a chain as long as there are agents', () => {
    const count = 20_000;
    const timelines = Array.from({ length: count }, (_, index) =>
      index === count - 1 ? [exports] : [accepts(index + 1, 0), exports],
    );
    expect(orderRace(timelines)).toHaveLength(2 * count - 1);
  });

  it('refuses blobs accepted in a circle', () => {
    const circle = [
      [accepts(1, 0), exports],
      [accepts(0, 0), exports],
    ];
    expect(() => orderRace(circle)).toThrow('in a circle');
  });

  it.each([
    ['that nobody exported', [[accepts(1, 0)], [write]]],
    ['of an agent that does not exist', [[accepts(7, 0)], [exports]]],
    ['with a number that is none', [[accepts(1, 0.5)], [exports]]],
    ['with a number below 0', [[accepts(1, -1)], [exports]]],
  ])('refuses a blob %s', (_, timelines) => {
    expect(() => orderRace(timelines)).toThrow('never exported');
  });

  it('refuses a blob accepted by its own sender', () => {
    expect(() => orderRace([[exports, accepts(0, 0)]])).toThrow('its own blob');
  });
});
