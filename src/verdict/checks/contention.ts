// Somebody really wrote against somebody. Where nobody did, every merge looks right.

import type { Check } from '../check.js';
import { PASSED, undecided } from '../check.js';

export const contention: Check = {
  name: 'contention',
  summary: 'agents really wrote to one field at once',
  about: 'conditions',
  examine: ({ contended }) => (contended > 0 ? PASSED : undecided(['nothing contended'])),
};
