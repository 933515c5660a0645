import { describe, expect, it } from 'vitest';
import { findWorkload, WORKLOAD_NAMES } from '../../src/workloads/registry.js';
import { optionsWith } from './script-reading.js';

const log_file = 'test/fixtures/team.jsonl';

describe('the registry', () => {
  it('names the workloads of the public contract', () => {
    expect(WORKLOAD_NAMES).toEqual(['clean_merge', 'semantic_conflict', 'mixed', 'log']);
  });

  it('knows no workload that is not listed', () => {
    expect(findWorkload('toString')).toBeUndefined();
  });
});

describe.each(WORKLOAD_NAMES)('%s', (name) => {
  const lay = async (overrides: Parameters<typeof optionsWith>[0] = {}) => {
    const script = await findWorkload(name)?.lay(optionsWith({ log_file, ...overrides }));
    return script ?? { agents: [], rounds: [], writes_per_agent: null };
  };

  it('gives every agent a turn in every round, and its own writes in it', async () => {
    const { agents, rounds } = await lay({ agents: 12, rounds: 3 });
    expect(new Set(agents).size).toBe(agents.length);
    expect(rounds.length).toBeGreaterThan(0);
    for (const turns of rounds) {
      expect(turns).toHaveLength(agents.length);
      const authors = turns.map((writes, index) => writes.map(() => agents[index]));
      expect(turns.map((writes) => writes.map(({ agent_id }) => agent_id))).toEqual(authors);
    }
  });

  it('numbers the writes of an agent in increasing order over all rounds', async () => {
    const { agents, rounds } = await lay({ agents: 12, rounds: 3, writes_per_agent: 5 });
    for (const index of agents.keys()) {
      const ops = rounds.flatMap((turns) => turns[index] ?? []).map(({ op_id }) => op_id);
      expect(ops).toEqual([...new Set(ops)].sort((left, right) => left - right));
    }
  });

  it('lays the same script for the same options', async () => {
    expect(await lay({ agents: 4, rounds: 2 })).toEqual(await lay({ agents: 4, rounds: 2 }));
  });

  it('works for one agent', async () => {
    expect((await lay({ agents: 1 })).rounds.flat(2).length).toBeGreaterThan(0);
  });
});
