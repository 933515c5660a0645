// The writes of a history in the order they were made, each with its round and its commit's place in it.

import { agentName } from '../../model/agent.js';
import type { Write } from '../../model/write.js';
import type { WriteContent } from '../layout.js';
import type { Commit } from './commits.js';
import type { Window } from './windows.js';

/** A write that may come to declare more than it does now. */
export interface Draft {
  readonly round: number;
  readonly agent_index: number;
  /** The place of its commit in its window. */
  readonly place: number;
  write: Write;
}

export interface DraftedHistory {
  /** In the order of their first writes. */
  readonly agents: readonly string[];
  /** The windows in which anyone wrote. */
  readonly rounds: readonly { readonly window: Window; readonly drafts: readonly Draft[] }[];
}

/** Authors of nothing but merges are no agents: they write nothing. */
export function draftWrites(
  commits: readonly Commit[],
  windows: readonly Window[],
  contentsOf: (commit: Commit) => readonly WriteContent[],
): DraftedHistory {
  const indexes = new Map<number, number>();
  const writing = windows.map((window) => ({
    window,
    turns: turnsOf(commits, window, contentsOf),
  }));
  for (const { author } of writing.flatMap(({ turns }) => turns)) {
    if (!indexes.has(author)) indexes.set(author, indexes.size);
  }
  const agents = Array.from(indexes.values(), (index) => agentName(index, indexes.size));
  const next_op_ids = agents.map(() => 0);
  const rounds = writing
    .filter(({ turns }) => turns.length > 0)
    .map(({ window, turns }, round) => ({
      window,
      drafts: turns.flatMap(({ author, place, contents }) => {
        const agent_index = indexes.get(author) ?? 0;
        return contents.map((content): Draft => {
          const op_id = next_op_ids[agent_index] ?? 0;
          next_op_ids[agent_index] = op_id + 1;
          const write = { agent_id: agents[agent_index] ?? '', op_id, ...content };
          return { round, agent_index, place, write };
        });
      }),
    }));
  return { agents, rounds };
}

interface CommitTurn {
  readonly author: number;
  readonly place: number;
  readonly contents: readonly WriteContent[];
}

function turnsOf(
  commits: readonly Commit[],
  window: Window,
  contentsOf: (commit: Commit) => readonly WriteContent[],
): readonly CommitTurn[] {
  return window.commits.flatMap((index, place) => {
    const commit = commits[index];
    const contents = commit ? contentsOf(commit) : [];
    return commit && contents.length > 0 ? [{ author: commit.author, place, contents }] : [];
  });
}
