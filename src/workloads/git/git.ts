// Replays the history of any local git repository as the writes of many agents: authors are agents, time
// windows are rounds. It answers, for the user's own repository, what share of what people did at once
// merges by itself and what share is real conflict.

import { EXIT, UserError } from '../../model/problem.js';
import type { Workload } from '../workload.js';

export const git: Workload = {
  name: 'git',
  summary: 'replays a git history (--repo PATH): authors are agents, time windows are rounds',
  agents: 'given',
  settings: ['git'],
  lay: async ({ git: options }) => {
    if (!options) throw noRepositoryNamed();
    // Only a study of a repository pays for loading what reads one.
    const { readGitScript } = await import('./git-script.js');
    return readGitScript(options);
  },
};

function noRepositoryNamed(): UserError {
  return new UserError(EXIT.usage, {
    what: 'no repository given',
    where: '--workload git',
    remedy: 'name one with --repo PATH',
  });
}
