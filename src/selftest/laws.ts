// What holds for every strategy, shown where a repetition does not show it: nothing is delivered twice there,
// nothing arrives damaged, and no blob is looked at again after it was imported. One entry here adds a law.

import { messageOf } from '../model/problem.js';
import type { Strategy } from '../strategies/strategy.js';
import { completing } from './laws/delta.js';
import { readOnly, refusing } from './laws/input.js';
import type { Law } from './laws/law.js';
import { determined, restartable } from './laws/lives.js';
import { associative, batchable, commutative, idempotent } from './laws/merging.js';
import type { Material } from './material.js';

const LAWS = {
  'import is idempotent': idempotent,
  'import is commutative': commutative,
  'import is associative': associative,
  'a batch equals one by one': batchable,
  'import leaves its input alone': readOnly,
  'a damaged blob is refused': refusing,
  'a delta lacks nothing': completing,
  'a restart tears nothing apart': restartable,
  'same seed, same state': determined,
} as const satisfies Readonly<Record<string, Law>>;

export type LawName = keyof typeof LAWS;
export const LAW_NAMES = Object.keys(LAWS) as readonly LawName[];

export interface BrokenLaw {
  readonly law: LawName;
  readonly reason: string;
}

/** The laws a strategy breaks with this material. What it throws in between breaks the law tried. */
export async function brokenLaws(
  strategy: Strategy,
  material: Material,
): Promise<readonly BrokenLaw[]> {
  const broken: BrokenLaw[] = [];
  for (const law of LAW_NAMES) {
    const reason = await LAWS[law](strategy, material).catch((thrown: unknown) =>
      messageOf(thrown),
    );
    if (reason !== undefined) broken.push({ law, reason });
  }
  return broken;
}
