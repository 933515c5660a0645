// Where agents share a store instead of merging, its own log says what was committed: every write that was
// acknowledged once, one after the other, each under a fence of its own. A write that is not in it was made
// without the store; a fence that does not rise was not held.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import { describeDot } from '../contribution.js';
import type { Coordination, LoggedCommit } from '../evidence.js';
import type { Examination } from '../examination.js';
import type { Ledger } from '../ledger.js';
import { Reasons } from '../reasons.js';
import { dotKey } from '../../model/write.js';

export const coordination: Check = {
  name: 'coordination',
  summary: 'every write to a shared store was committed once, under a lease of its own',
  concerns: ({ coordination: log }) => log !== undefined,
  looks_at: 'surroundings',
  examine,
};

function examine({ ledger, coordination: log }: Examination): CheckResult {
  if (!log) return undecided(['no log of a shared store was read']);
  const problems = new Reasons();
  findDisorder(log.rounds.flat(), problems);
  findUncommitted(ledger, log, problems);
  return problems.count > 0 ? failed(problems.list()) : PASSED;
}

function findDisorder(commits: readonly LoggedCommit[], problems: Reasons): void {
  let [revision, fence] = [0, 0];
  for (const commit of commits) {
    const expected = revision + 1;
    if (commit.revision !== expected) {
      problems.add(() => `commit ${commit.revision} comes where ${expected} is next`);
    }
    if (commit.fence <= fence) {
      const before = fence;
      problems.add(() => `commit ${commit.revision} has fence ${commit.fence} after ${before}`);
    }
    [revision, fence] = [commit.revision, commit.fence];
  }
}

function findUncommitted({ rounds }: Ledger, log: Coordination, problems: Reasons): void {
  for (const [round, issued] of rounds.entries()) {
    const times = countById(log.rounds[round] ?? []);
    for (const { agent_id, op_id } of issued.flat()) {
      const key = dotKey(agent_id, op_id);
      const count = times.get(key) ?? 0;
      times.delete(key);
      if (count === 1) continue;
      problems.add(() => `${describeDot(agent_id, op_id)} was committed ${count} times`);
    }
    for (const commit_id of times.keys()) {
      problems.add(() => `commit ${JSON.stringify(commit_id)} is of no write that was issued`);
    }
  }
}

function countById(commits: readonly LoggedCommit[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { commit_id } of commits) times.set(commit_id, (times.get(commit_id) ?? 0) + 1);
  return times;
}
