import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/model/reading.js';
import { DistinctReadings } from '../../src/workers/distinct-readings.js';

const tags = (...elements: string[]): Reading => ({
  fields: [
    { field: 'tags', kind: 'grow_set', elements, authors: elements.map((name) => [[name, 0]]) },
  ],
  escalations: [],
  model_calls: 0,
});

function gather(readings: readonly Reading[]) {
  const distinct = new DistinctReadings();
  readings.forEach((reading, agent_index) => {
    distinct.add(reading, agent_index);
  });
  return distinct.all.map(({ agent_indexes }) => agent_indexes);
}

describe('distinct readings', () => {
  it('keep equal readings once, with everyone who holds them', () => {
    expect(gather([tags('a', 'b'), tags('a', 'b'), tags('a', 'b')])).toEqual([[0, 1, 2]]);
  });

  it('are the same whatever the order in which elements are listed', () => {
    expect(gather([tags('a', 'b'), tags('b', 'a'), tags('a', 'b')])).toEqual([[0, 1, 2]]);
  });

  it('tell a reading that differs from those before and after it', () => {
    expect(gather([tags('a'), tags('a', 'c'), tags('a'), tags('a', 'c')])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});
