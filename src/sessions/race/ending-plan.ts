// How turns end, with how often each of them is drawn: well, most of the time.

import { createWeightedDraw } from '../../model/random.js';
import type { Random } from '../../model/random.js';
import type { EndingAct } from './turn-plan.js';

const ENDINGS: readonly { readonly weight: number; readonly act: EndingAct }[] = [
  { weight: 10, act: { type: 'commit', lease: 'released', again: 'nothing' } },
  { weight: 2, act: { type: 'commit', lease: 'released_after', again: 'nothing' } },
  { weight: 1, act: { type: 'commit', lease: 'released', again: 'same' } },
  { weight: 1, act: { type: 'commit', lease: 'released_after', again: 'changed' } },
  { weight: 1, act: { type: 'commit_after_release' } },
  { weight: 1, act: { type: 'abandon' } },
  { weight: 1, act: { type: 'commit_dying', fate: 'unheard' } },
  { weight: 1, act: { type: 'commit_dying', fate: 'lost' } },
];

const drawIndex = createWeightedDraw(ENDINGS.map(({ weight }) => weight));

export function drawEnding(random: Random): EndingAct {
  return ENDINGS[drawIndex(random)]?.act ?? { type: 'abandon' };
}
