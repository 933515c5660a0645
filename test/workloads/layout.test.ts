import { describe, expect, it } from 'vitest';
import type { Write } from '../../src/model/write.js';
import { commonLength, layOut } from '../../src/workloads/layout.js';

function scalar(agent_id: string, op_id: number): Write {
  return { agent_id, op_id, field: 'f', kind: 'scalar', value: null };
}

describe('layOut', () => {
  it('asks for each turn by agent, index and round', () => {
    const { rounds } = layOut(['x', 'y'], 2, ({ agent_id, agent_index, round }) => [
      scalar(agent_id, 10 * agent_index + round),
    ]);
    expect(rounds).toEqual([
      [[scalar('x', 0)], [scalar('y', 10)]],
      [[scalar('x', 1)], [scalar('y', 11)]],
    ]);
  });
});

describe('commonLength', () => {
  it.each([
    ['every turn has as many writes', [[[scalar('x', 0)], [scalar('y', 0)]]], 1],
    ['no turn has any', [[[], []]], 0],
    ['agents differ', [[[scalar('x', 0)], []]], null],
    ['rounds differ', [[[scalar('x', 0)]], [[]]], null],
    ['there are no turns', [], null],
  ])('where %s', (_, rounds, expected) => {
    expect(commonLength(rounds)).toBe(expected);
  });
});
