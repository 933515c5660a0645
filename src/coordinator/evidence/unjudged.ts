// The judgement of a repetition that left nothing to judge.

import type { Judgement } from '../../verdict/judge.js';
import { UNCOUNTED } from '../../verdict/uncounted.js';

export const UNJUDGED: Judgement = {
  verdict: 'UNKNOWN',
  outcome: null,
  findings: [],
  ...UNCOUNTED,
};
