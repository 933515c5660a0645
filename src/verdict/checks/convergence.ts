// Every replica is accounted for, and all that had received the same hold the same content. Digests are
// believed only when computed again here: a shard that sends another one than its reading has is broken,
// whatever it holds.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import { coverageProblems } from '../coverage.js';
import type { Divergence } from '../divergence.js';
import { divergencesOf } from '../divergence.js';
import type { Examination } from '../examination.js';
import { placeOfFinal } from '../place.js';
import { Reasons } from '../reasons.js';

export const convergence: Check = {
  name: 'convergence',
  summary: 'replicas that received the same end with the same content',
  examine,
};

function examine(examination: Examination): CheckResult {
  const wrong = wrongDigests(examination);
  if (wrong.count > 0) return failed(wrong.list());
  const reasons = new Reasons();
  for (const divergence of divergencesOf(examination)) {
    reasons.add(() => describe(examination, divergence));
  }
  if (reasons.count > 0) return failed(reasons.list());
  const uncovered = coverageProblems(examination);
  return uncovered.count > 0 ? undecided(uncovered.list()) : PASSED;
}

function wrongDigests({ ledger, finals, digests }: Examination): Reasons {
  const reasons = new Reasons();
  finals.forEach((final, index) => {
    const { content, reading } = final.digests;
    if (content === digests[index]?.content && reading === digests[index].reading) return;
    reasons.add(() => `${placeOfFinal(ledger, final)}: the digest sent is not that of the reading`);
  });
  return reasons;
}

function describe({ ledger }: Examination, { contents, endings }: Divergence): string {
  const places = endings.slice(0, 2).map((ending) => placeOfFinal(ledger, ending));
  return `${contents} different contents: ${places.join(' and ')}…`;
}
