// Nothing planted: whatever is not a pass is a false alarm. A check that cries wolf is as useless as one
// that sleeps.

import { messageOf } from '../model/problem.js';
import type { Strategy } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import type { Judgement } from '../verdict/judgement.js';
import { brokenLaws } from './laws.js';
import { makeMaterial } from './material.js';
import { judgeRepetition } from './pipeline.js';
import { overMesh } from './scene.js';
import { CROWDED } from './workload-shape.js';

export interface Alarm {
  readonly strategy: string;
  readonly seed: number;
  /** What failed, was undecided or was thrown, for people. */
  readonly reason: string;
}

/** What is wrong with a sound strategy on that seed, or with us: undefined where every property holds. */
export async function alarmOn(
  strategy: Strategy,
  seed: number,
  checks: readonly Check[],
): Promise<Alarm | undefined> {
  const reason = await reasonOfAlarm(strategy, seed, checks).catch(
    (thrown: unknown) => `threw: ${messageOf(thrown)}`,
  );
  return reason === undefined ? undefined : { strategy: strategy.name, seed, reason };
}

async function reasonOfAlarm(
  strategy: Strategy,
  seed: number,
  checks: readonly Check[],
): Promise<string | undefined> {
  const judgement = await judgeRepetition(strategy, { scene: overMesh(CROWDED), seed, checks });
  if (judgement.verdict !== 'PASS') return describe(judgement);
  const [broken] = await brokenLaws(strategy, await makeMaterial(strategy, seed));
  return broken && `${broken.law}: ${broken.reason}`;
}

function describe({ verdict, findings }: Judgement): string {
  const finding = findings.find((one) => one.verdict === verdict);
  return `${finding?.check ?? 'no check'} ${verdict}: ${finding?.reasons.join('; ') ?? ''}`;
}
