import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaresAfter } from '../../../src/model/causality.js';
import type { Script } from '../../../src/model/script.js';
import type { Write } from '../../../src/model/write.js';
import { type History, type Laying, layHistory } from '../../../src/workloads/git/lay-history.js';
import { LIMITS } from '../../../src/workloads/git/limits.js';
import { createLogFolder, layLog } from '../log-files.js';
import { allWrites } from '../script-reading.js';
import { randomHistory } from './random-history.js';

const folder = createLogFolder();

const BY_ANCESTRY: Laying = { days: 14, hot: 40, causality: 'ancestry', limits: LIMITS };

interface Made {
  readonly write: Write;
  readonly round: number;
  /** Index of its commit. */
  readonly commit: number;
}

/** Every write with its commit, which its line in the log names: a commit's writes stand together. */
function madeIn(script: Script, { commits }: History): readonly Made[] {
  const by_id = new Map(commits.map(({ id }, index) => [id.slice(0, 12), index]));
  return script.rounds.flatMap((turns, round) =>
    turns.flatMap((writes) => {
      let commit = -1;
      return writes.map((write, index) => {
        const line = [write, writes[index + 1]].find((one) => one?.field === 'log');
        if (write.field === 'paths' || write.field === 'log') {
          commit = by_id.get(JSON.stringify(line?.value).slice(2, 14)) ?? -1;
        }
        return { write, round, commit };
      });
    }),
  );
}

/** `knows[i]` are the commits that whoever made commit i knew: ancestors, its own before, and theirs. */
function knowledgeOf(
  { commits }: History,
  inOrder: readonly number[],
): readonly ReadonlySet<number>[] {
  const knows = commits.map(() => new Set<number>());
  const latest = new Map<number, number>();
  for (const index of inOrder) {
    const { parents = [], author = -1 } = commits[index] ?? {};
    const own = latest.get(author);
    for (const source of own === undefined ? parents : [...parents, own]) {
      knows[index]?.add(source);
      for (const known of knows[source] ?? []) knows[index]?.add(known);
    }
    latest.set(author, index);
  }
  return knows;
}

/** Commits in the order in which they were made, as the definition has it. */
function orderOf({ commits }: History): {
  readonly order: readonly number[];
  readonly times: readonly number[];
} {
  const times: number[] = [];
  for (const { parents, date_s } of commits) {
    times.push(Math.max(date_s, ...parents.map((parent) => times[parent] ?? 0)));
  }
  const order = [...commits.keys()].sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  return { order, times };
}

describe('layHistory', () => {
  it('declares of the same field and window what was known, and nothing else', () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        const made = madeIn(layHistory(history, BY_ANCESTRY), history);
        const knows = knowledgeOf(history, orderOf(history).order);
        for (const one of made) {
          const { agent_id: own, kind, happens_after = [] } = one.write;
          // A closed declaration of a scalar may name its own agent, which says nothing new.
          if (kind !== 'scalar') expect(happens_after.map(([agent]) => agent)).not.toContain(own);
          for (const other of made) {
            if (one.write.field !== other.write.field || one.round !== other.round) continue;
            if (one.write.agent_id === other.write.agent_id) continue;
            const { agent_id, op_id } = other.write;
            const known = knows[one.commit]?.has(other.commit) ?? false;
            expect(declaresAfter(one.write, agent_id, op_id)).toBe(known);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('declares of earlier windows what its agent or what it names had declared for that scalar', () => {
    fc.assert(
      fc.property(randomHistory, (history) => {
        const scalars = allWrites(layHistory(history, BY_ANCESTRY)).filter(
          ({ kind }) => kind === 'scalar',
        );
        const follows = (one: Write, other: Write) =>
          one.field === other.field &&
          (one.agent_id === other.agent_id
            ? other.op_id < one.op_id
            : declaresAfter(one, other.agent_id, other.op_id));
        for (const first of scalars) {
          for (const second of scalars.filter((one) => follows(first, one))) {
            for (const third of scalars.filter((one) => follows(second, one))) {
              expect(follows(first, third)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('makes every change of every commit but merges once, in windows counted from the first', () => {
    fc.assert(
      fc.property(randomHistory, fc.integer({ min: 1, max: 40 }), (history, days) => {
        const script = layHistory(history, { ...BY_ANCESTRY, days });
        const { order, times } = orderOf(history);
        const start = times[order[0] ?? 0] ?? 0;
        const windowOf = (index: number) =>
          Math.floor(((times[index] ?? 0) - start) / (days * 86_400));
        const writing = order.filter((index) => (history.commits[index]?.parents.length ?? 0) < 2);
        const windows = [...new Set(writing.map(windowOf))];
        const made = madeIn(script, history);
        const lines = made.filter(({ write }) => write.field === 'log');
        expect(new Set(lines.map(({ commit }) => commit))).toEqual(new Set(writing));
        expect(lines).toHaveLength(writing.length);
        for (const { commit, round } of lines)
          expect(round).toBe(windows.indexOf(windowOf(commit)));
        for (const index of writing) {
          const changes = history.changes.by_commit.get(history.commits[index]?.id ?? '') ?? [];
          const scalars = made.filter(
            ({ commit, write }) => commit === index && write.kind === 'scalar',
          );
          expect(scalars.map(({ write }) => [write.field, write.value])).toEqual(
            changes.map(({ path, blob }) => [`blob:${history.changes.paths[path] ?? ''}`, blob]),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives agents their writes in the order they were made, op ids counting from 0', () => {
    fc.assert(
      fc.property(randomHistory, fc.constantFrom('ancestry', 'windows'), (history, causality) => {
        const script = layHistory(history, { ...BY_ANCESTRY, causality });
        script.agents.forEach((agent, index) => {
          const own = script.rounds.flatMap((turns) => turns[index] ?? []);
          expect(own.map(({ agent_id }) => agent_id)).toEqual(own.map(() => agent));
          expect(own.map(({ op_id }) => op_id)).toEqual([...own.keys()]);
          expect(own.length).toBeGreaterThan(0);
        });
        expect(script.rounds.every((turns) => turns.flat().length > 0)).toBe(true);
      }),
    );
  });

  it('can be kept as a write log and replayed from there', async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        const script = layHistory(history, { ...BY_ANCESTRY, causality: 'windows' });
        const lines = script.rounds.flatMap((turns, round) =>
          turns.flat().map((write) => `${JSON.stringify({ ...write, round })}\n`),
        );
        const replayed = await layLog(folder.write('history.jsonl', lines.join('')));
        expect(new Set(allWrites(replayed))).toEqual(new Set(allWrites(script)));
      }),
      { numRuns: 50 },
    );
  });
});
