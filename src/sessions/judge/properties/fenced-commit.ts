// A commit or checkpoint is the act of whoever holds the lease; M. Kleppmann's delayed writer is the one to catch.
// A commit that is sent again answers as before whoever holds the lease; only its first effect counts.

import { defineProperty } from '../examination.js';
import { lateUses } from '../fence-uses.js';
import { savesOf } from '../saves.js';

export const fencedCommit = defineProperty({
  name: 'fenced-commit',
  summary: 'no commit or checkpoint is accepted without the current live fence',
  cases: 'accepted commits and checkpoints',
  examine: (history) => {
    const uses = savesOf(history).map(({ request, ...save }) => ({
      ...save,
      fence: request.fence,
    }));
    return { examined: uses.length, violations: lateUses(history, uses) };
  },
});
