import { describe, expect, it } from 'vitest';
import { contendedRounds } from '../../../src/coordinator/estimate/contended.js';
import type { Script } from '../../../src/model/script.js';
import type { Write } from '../../../src/model/write.js';

const scalar = (agent_id: string, field: string): Write => {
  return { agent_id, op_id: 0, field, kind: 'scalar', value: 1 };
};
const tag = (agent_id: string): Write => {
  return { agent_id, op_id: 0, field: 'x', kind: 'grow_set', value: ['t'] };
};

const scriptOf = (...rounds: Script['rounds']): Script => {
  return { agents: ['a', 'b'], rounds, writes_per_agent: null };
};

describe('contended rounds', () => {
  it('are those in which two agents write one scalar', () => {
    const contended = [[scalar('a', 'y'), scalar('a', 'x')], [scalar('b', 'x')]];
    const apart = [[scalar('a', 'x')], [scalar('b', 'y')]];
    expect(contendedRounds(scriptOf(contended, apart, contended))).toBe(2);
  });

  it('are not those in which one agent writes it twice, or what can be merged is written', () => {
    const twice = [[scalar('a', 'x'), scalar('a', 'x')], []];
    const sets = [[tag('a')], [tag('b')]];
    expect(contendedRounds(scriptOf(twice, sets))).toBe(0);
  });
});
