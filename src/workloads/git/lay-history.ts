// From commits and their changes to the script that replays them. Pure: what git printed goes in.

import { EXIT, UserError } from '../../model/problem.js';
import type { Script } from '../../model/script.js';
import type { Write } from '../../model/write.js';
import { commonLength } from '../layout.js';
import { type Changes } from './changes.js';
import { contentsOf, mostTouched } from './commit-writes.js';
import type { Commit } from './commits.js';
import { closeScalars, declareKnown, refuseManyDeclarations } from './declarations.js';
import { type DraftedHistory, draftWrites } from './drafts.js';
import { KNOWLEDGE } from './known-commits.js';
import type { Limits } from './limits.js';
import type { GitCausality } from './options.js';
import { cutWindows } from './windows.js';

export interface History {
  /** Parents first. */
  readonly commits: readonly Commit[];
  /** What they changed; a commit that is not asked for writes nothing. */
  readonly changes: Changes;
  readonly writes: (commit: Commit) => boolean;
}

export interface Laying {
  readonly days: number;
  readonly hot: number;
  readonly causality: GitCausality;
  readonly limits: Limits;
}

/**
 * Authors are agents, windows of time are rounds; see `contentsOf` for what a commit writes.
 * @throws UserError (64) where the history is too large, or a window of it.
 */
export function layHistory({ commits, changes, writes }: History, laying: Laying): Script {
  const contended = mostTouched(changes, laying.hot);
  const history = draftWrites(commits, cutWindows(commits, laying.days), (commit) => {
    const touched = changes.by_commit.get(commit.id) ?? [];
    return writes(commit) ? contentsOf(commit.id, touched, changes.paths, contended) : [];
  });
  refuseVastness(history, laying.limits.turns);
  declareAll(commits, history, laying);
  const rounds = layRounds(history);
  const writes_per_agent = commonLength(rounds);
  return { agents: history.agents, rounds, writes_per_agent, commits: commits.length };
}

function declareAll(
  commits: readonly Commit[],
  { rounds }: DraftedHistory,
  { causality, limits }: Laying,
): void {
  for (const { window, drafts } of rounds) {
    declareKnown(drafts, KNOWLEDGE[causality](commits, window, limits.commits_per_window));
  }
  const all = rounds.flatMap(({ drafts }) => drafts);
  refuseManyDeclarations(all, limits.declarations);
  closeScalars(all);
  refuseManyDeclarations(all, limits.declarations);
}

function layRounds({ agents, rounds }: DraftedHistory): Script['rounds'] {
  return rounds.map(({ drafts }) => {
    const turns = agents.map((): Write[] => []);
    for (const { agent_index, write } of drafts) turns[agent_index]?.push(write);
    return turns;
  });
}

function refuseVastness({ agents, rounds }: DraftedHistory, limit: number): void {
  if (agents.length * rounds.length <= limit) return;
  throw new UserError(EXIT.usage, {
    what: 'the history is too large',
    where: `${agents.length} authors in ${rounds.length} windows`,
    remedy: `more than ${limit} turns; choose more --days`,
  });
}
