// Somebody really wrote against somebody. Where nobody did, every merge looks right.

import type { Check } from '../check.js';
import { PASSED, undecided } from '../check.js';
import type { Examination } from '../examination.js';

export const contention: Check = {
  name: 'contention',
  summary: 'agents really wrote to one field at once',
  about: 'conditions',
  examine: (examination) =>
    examination.contended > 0 ? PASSED : undecided([reasonFor(examination)]),
};

/** Where one agent wrote all there is, no other setting would have made anybody meet. */
function reasonFor({ ledger }: Examination): string {
  const authors = ledger.agents.filter((_, index) =>
    ledger.rounds.some((turns) => (turns[index] ?? []).length > 0),
  );
  const [author, ...others] = authors;
  if (author === undefined) return 'no write was issued';
  if (others.length > 0) return 'nothing contended';
  return `nothing contended: there is one author, ${author}, of all writes`;
}
