// A verdict as a word with a colour: never by colour alone.

import type { Verdict } from '../../../model/verdict.js';
import { markup, type Html } from '../html.js';

const TONES: Readonly<Record<Verdict, string>> = { PASS: 'good', UNKNOWN: 'unsure', FAIL: 'bad' };

export function verdictBadge(verdict: Verdict): Html {
  return markup`<span class="verdict ${TONES[verdict]}">${verdict}</span>`;
}
