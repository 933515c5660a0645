import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/model/script.js';
import type { Write } from '../../src/model/write.js';
import { DEFAULT_MIXED, mixed } from '../../src/workloads/mixed.js';
import type { MixedOptions, WorkloadOptions } from '../../src/workloads/workload.js';
import { allWrites, fragmentsOf, occurrences, optionsWith, textsOf } from './script-reading.js';

type Overrides = Partial<Omit<WorkloadOptions, 'mixed'>> & { mixed?: Partial<MixedOptions> };

function lay({ mixed: knobs, ...options }: Overrides): Promise<Script> {
  return mixed.lay(optionsWith({ ...options, mixed: { ...DEFAULT_MIXED, ...knobs } }));
}

/** The script without the names of its agents, which are padded to their number. */
function anonymous(writes: readonly Write[]) {
  return writes.map(({ op_id, field, kind, value }) => ({ op_id, field, kind, value }));
}

function countByField(script: Script, kind: Write['kind']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const write of allWrites(script)) {
    if (write.kind === kind) counts.set(write.field, (counts.get(write.field) ?? 0) + 1);
  }
  return counts;
}

function elementsOf(script: Script): readonly string[] {
  return allWrites(script).flatMap((write) =>
    write.kind === 'grow_set' ? write.value.map(String) : [],
  );
}

const KINDS = ['scalar', 'grow_set', 'append_text'] as const;

function onlyKind(kind: Write['kind']): MixedOptions['kind_weights'] {
  return { scalar: 0, grow_set: 0, append_text: 0, [kind]: 1 };
}

describe('mixed', () => {
  it('lays out as many writes per agent and round as asked for', async () => {
    const script = await lay({ agents: 3, rounds: 2, writes_per_agent: 7 });
    expect(script.writes_per_agent).toBe(7);
    expect(script.rounds.map((turns) => turns.map(({ length }) => length))).toEqual([
      [7, 7, 7],
      [7, 7, 7],
    ]);
    expect(script.agents).toEqual(['agent-0', 'agent-1', 'agent-2']);
  });

  it('differs from seed to seed', async () => {
    const [one, two] = [await lay({ seed: 1 }), await lay({ seed: 2 })];
    expect(one).not.toEqual(two);
  });

  it('changes no write of the others when agents or rounds are added', async () => {
    const size = fc.record({
      seed: fc.integer(),
      agents: fc.integer({ min: 1, max: 12 }),
      rounds: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(size, async ({ seed, agents, rounds }) => {
        const small = await lay({ seed, agents, rounds, writes_per_agent: 4 });
        const large = await lay({
          ...{ seed, agents: agents + 5, rounds: rounds + 1, writes_per_agent: 4 },
        });
        small.rounds.forEach((turns, round) => {
          turns.forEach((writes, index) => {
            expect(anonymous(large.rounds[round]?.[index] ?? [])).toEqual(anonymous(writes));
          });
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each(KINDS)('writes %s alone where the other kinds weigh nothing', async (kind) => {
    const script = await lay({ writes_per_agent: 50, mixed: { kind_weights: onlyKind(kind) } });
    expect(new Set(allWrites(script).map((write) => write.kind))).toEqual(new Set([kind]));
  });

  it('mixes the kinds by weight', async () => {
    const kind_weights = { scalar: 1, grow_set: 3, append_text: 0 };
    const script = await lay({ agents: 20, writes_per_agent: 100, mixed: { kind_weights } });
    const sets = allWrites(script).filter(({ kind }) => kind === 'grow_set').length;
    expect(sets / 2000).toBeCloseTo(0.75, 1);
  });

  it('prefers fields by rank, in the ratio that Zipf gives', async () => {
    const kind_weights = onlyKind('scalar');
    const options = { agents: 20, writes_per_agent: 500 };
    const counts = countByField(await lay({ ...options, mixed: { kind_weights } }), 'scalar');
    const [first = 0, second = 0, , fourth = 0] = [...counts]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, count]) => count);
    expect([...counts.keys()].sort()).toEqual(
      Array.from({ length: 8 }, (_, rank) => `scalar-0${rank}`),
    );
    expect(first / second).toBeCloseTo(2, 0);
    expect(first / fourth).toBeCloseTo(4, 0);
  });

  it('uses all fields alike without skew', async () => {
    const knobs = { kind_weights: onlyKind('grow_set'), field_skew: 0, fields_per_kind: 4 };
    const script = await lay({ agents: 20, writes_per_agent: 200, mixed: knobs });
    const counts = [...countByField(script, 'grow_set').values()];
    expect(counts).toHaveLength(4);
    expect(Math.min(...counts) / Math.max(...counts)).toBeGreaterThan(0.8);
  });

  it('labels every set element as its own at an overlap of 0', async () => {
    const knobs = { kind_weights: onlyKind('grow_set'), element_overlap: 0 };
    const elements = elementsOf(await lay({ agents: 10, writes_per_agent: 50, mixed: knobs }));
    const labels = elements.map((element) => element.slice(0, element.indexOf(']')));
    expect(new Set(labels).size).toBe(elements.length);
  });

  it('draws every set element from the common pool at an overlap of 1', async () => {
    const knobs = { kind_weights: onlyKind('grow_set'), element_overlap: 1 };
    const elements = elementsOf(await lay({ agents: 10, writes_per_agent: 50, mixed: knobs }));
    expect(new Set(elements).size).toBeLessThanOrEqual(64);
    expect(elements.every((element) => element.startsWith('[shared.'))).toBe(true);
  });

  it('adds 1 to 3 elements in a write', async () => {
    const script = await lay({ agents: 10, writes_per_agent: 50 });
    const sizes = allWrites(script).flatMap((write) =>
      write.kind === 'grow_set' ? [write.value.length] : [],
    );
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3]));
  });

  it('writes scalars that are unique but for a small share that agents have in common', async () => {
    const knobs = { kind_weights: onlyKind('scalar') };
    const script = await lay({ agents: 20, writes_per_agent: 100, mixed: knobs });
    const values = allWrites(script).flatMap(textsOf);
    const shared = values.filter((value) => value.startsWith('[shared.'));
    const own = values.filter((value) => !value.startsWith('[shared.'));
    expect(shared.length / values.length).toBeCloseTo(0.05, 1);
    expect(shared.length).toBeGreaterThan(new Set(shared).size);
    expect(new Set(own).size).toBe(own.length);
  });

  it.each([16, 24, 5000])('makes every value %i characters long', async (value_chars) => {
    const script = await lay({ agents: 11, writes_per_agent: 20, mixed: { value_chars } });
    const lengths = allWrites(script)
      .flatMap(textsOf)
      .map(({ length }) => length);
    expect(new Set(lengths)).toEqual(new Set([value_chars]));
  });

  it('appends no fragment that can be found inside the others', async () => {
    const fragments = fragmentsOf(await lay({ agents: 12, rounds: 2, writes_per_agent: 20 }));
    const text = fragments.join('');
    expect(fragments.filter((fragment) => occurrences(text, fragment) !== 1)).toEqual([]);
  });
});
