// Every replica is accounted for and all hold the same content. Digests are believed only when computed
// again here: a shard that sends another one than its reading has is broken, whatever it holds.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import { coverageProblems } from '../coverage.js';
import type { Examination } from '../examination.js';
import { placeOfFinal } from '../place.js';
import { Reasons } from '../reasons.js';

export const convergence: Check = {
  name: 'convergence',
  summary: 'every replica ends with the same content',
  examine,
};

function examine(examination: Examination): CheckResult {
  const wrong = wrongDigests(examination);
  if (wrong.count > 0) return failed(wrong.list());
  const contents = new Set(examination.digests.map(({ content }) => content));
  if (contents.size > 1) return failed([describeDivergence(examination, contents.size)]);
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

function describeDivergence({ ledger, finals }: Examination, contents: number): string {
  const places = finals.slice(0, 2).map((final) => placeOfFinal(ledger, final));
  return `${contents} different contents: ${places.join(' and ')}…`;
}
