import { describe, expect, it } from 'vitest';
import { semanticConflict } from '../../src/workloads/semantic-conflict.js';
import { allWrites, optionsWith } from './script-reading.js';

function statusWrite(agent_id: string, op_id: number, value: string) {
  return { agent_id, op_id, field: 'status', kind: 'scalar', value };
}

describe('semantic_conflict', () => {
  it('is, at two agents and in one round, exactly the documented writes', async () => {
    expect(await semanticConflict.lay(optionsWith())).toEqual({
      agents: ['A', 'B'],
      writes_per_agent: 1,
      rounds: [[[statusWrite('A', 0, 'draft')], [statusWrite('B', 0, 'published')]]],
    });
  });

  it('alternates the two values over more agents', async () => {
    const script = await semanticConflict.lay(optionsWith({ agents: 5 }));
    expect(allWrites(script).map(({ value }) => value)).toEqual([
      ...['draft', 'published', 'draft', 'published', 'draft'],
    ]);
  });

  it('sets two new values in each later round', async () => {
    const script = await semanticConflict.lay(optionsWith({ rounds: 3 }));
    expect(script.rounds[2]).toEqual([
      [statusWrite('A', 2, 'draft in round 3')],
      [statusWrite('B', 2, 'published in round 3')],
    ]);
    expect(new Set(allWrites(script).map(({ value }) => value)).size).toBe(6);
  });
});
