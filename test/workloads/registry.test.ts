import { describe, expect, it } from 'vitest';
import { findWorkload, WORKLOAD_NAMES } from '../../src/workloads/registry.js';
import { createFolder, makeRepository, WITHOUT_GIT } from './git/repositories.js';
import { optionsWith } from './script-reading.js';

const log_file = 'test/fixtures/team.jsonl';

function createRepository(): string {
  const files = (text: string) => ({ files: { f: text } });
  const commits = [
    { by: 'Ada', day: 0, ...files('1') },
    { by: 'Bob', day: 1, ...files('2') },
    { by: 'Ada', day: 30, ...files('3') },
  ];
  return makeRepository(createFolder(), 'team', commits).path;
}

describe('the registry', () => {
  it('names the workloads of the public contract', () => {
    expect(WORKLOAD_NAMES).toEqual(['clean_merge', 'semantic_conflict', 'mixed', 'log', 'git']);
  });

  it('knows no workload that is not listed', () => {
    expect(findWorkload('toString')).toBeUndefined();
  });
});

// Without git on the PATH there is no history to lay out; the tests of that workload say so.
const LAID_NAMES = WORKLOAD_NAMES.filter((name) => name !== 'git' || !WITHOUT_GIT);

describe.each(LAID_NAMES)('%s', (name) => {
  const git = name === 'git' ? { repo: createRepository(), days: 14, hot: 40 } : null;
  const lay = async (overrides: Parameters<typeof optionsWith>[0] = {}) => {
    const script = await findWorkload(name)?.lay(optionsWith({ log_file, git, ...overrides }));
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
