import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionsOf } from '../../src/model/contribution.js';
import { cleanMerge } from '../../src/workloads/clean-merge.js';
import { allWrites, fragmentsOf, occurrences, optionsWith } from './script-reading.js';

const size = fc.record({
  agents: fc.integer({ min: 1, max: 60 }),
  rounds: fc.integer({ min: 1, max: 4 }),
});

function note(value: string) {
  return { field: 'notes', kind: 'append_text', value };
}

describe('clean_merge', () => {
  it('is, at two agents and in one round, exactly the documented writes', async () => {
    const script = await cleanMerge.lay(optionsWith());
    expect(script.agents).toEqual(['A', 'B']);
    expect(script.writes_per_agent).toBeNull();
    expect(script.rounds).toEqual([
      [
        [
          { agent_id: 'A', op_id: 0, field: 'title', kind: 'scalar', value: 'Project Sync' },
          { agent_id: 'A', op_id: 1, field: 'tags', kind: 'grow_set', value: ['crdt', 'agents'] },
          { agent_id: 'A', op_id: 2, ...note('A: seeded the doc.') },
        ],
        [
          {
            agent_id: 'B',
            op_id: 0,
            field: 'tags',
            kind: 'grow_set',
            value: ['benchmark', 'loro'],
          },
          { agent_id: 'B', op_id: 1, ...note('B: added a note.') },
        ],
      ],
    ]);
  });

  it('gives a third agent its own tags and its own note', async () => {
    const script = await cleanMerge.lay(optionsWith({ agents: 3 }));
    expect(script.rounds[0]?.[2]?.map(({ value }) => value)).toEqual([
      ['c-1', 'c-2'],
      'C: added a note.',
    ]);
  });

  it('names the round in everything written after the first', async () => {
    const script = await cleanMerge.lay(optionsWith({ rounds: 2 }));
    expect(script.rounds[1]?.map((writes) => writes.map(({ value }) => value))).toEqual([
      ['Project Sync 2', ['a-1-round-2', 'a-2-round-2'], 'A: added a note in round 2.'],
      [['b-1-round-2', 'b-2-round-2'], 'B: added a note in round 2.'],
    ]);
  });

  it('never contributes one thing twice, and lets the first agent alone write the title', async () => {
    await fc.assert(
      fc.asyncProperty(size, async (options) => {
        const writes = allWrites(await cleanMerge.lay(optionsWith(options)));
        const contributed = writes.flatMap((write) =>
          contributionsOf(write).map((text) => `${write.field} ${text}`),
        );
        expect(new Set(contributed).size).toBe(contributed.length);
        const titles = writes.filter(({ field }) => field === 'title');
        expect(titles.map(({ agent_id }) => agent_id)).toEqual(Array(options.rounds).fill('A'));
      }),
      { numRuns: 30 },
    );
  });

  it('writes no note that can be found inside the others, in whatever order they are appended', async () => {
    const script = await cleanMerge.lay(optionsWith({ agents: 80, rounds: 12 }));
    const notes = fragmentsOf(script);
    for (const text of [notes.join(''), [...notes].reverse().join('')]) {
      expect(notes.filter((note) => occurrences(text, note) !== 1)).toEqual([]);
    }
  });
});
