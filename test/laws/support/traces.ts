// All that a seed decides of a repetition, as lines to compare: what was planned, what happened, what came of it.

import { faultPlanOf } from '../../../src/coordinator/faults/plan-of.js';
import { traceOf } from '../../../src/coordinator/replay/trace.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import type { Executed } from './execute.js';
import { contentsOf } from './execute.js';
import type { Problems } from './law-runs.js';

const PASSES = 8;

export interface Trace {
  readonly plan: readonly string[];
  readonly ledger: readonly string[];
  readonly contents: readonly string[];
}

export function traceOfRun({ plan, result }: Executed): Trace {
  const { ledger, finals, undelivered } = result.evidence;
  return {
    plan: plannedStrikes(plan),
    ledger: traceOf(ledger.entries(), undelivered),
    contents: contentsOf(finals),
  };
}

/** Where two repetitions part. */
export function traceProblems(one: Trace, other: Trace): Problems {
  return (['plan', 'ledger', 'contents'] as const).flatMap((part) => {
    const length = Math.max(one[part].length, other[part].length);
    for (let line = 0; line < length; line += 1) {
      const [left, right] = [one[part][line] ?? 'nothing', other[part][line] ?? 'nothing'];
      if (left !== right) return [`${part} differs in line ${line}: ${left} and ${right}`];
    }
    return [];
  });
}

/** Every answer of the fault plan for the first passes; asked backwards where that makes no difference. */
export function plannedStrikes(
  plan: Pick<RepetitionPlan, 'faults' | 'seed' | 'script'>,
  direction: 'forwards' | 'backwards' = 'forwards',
): readonly string[] {
  const faults = faultPlanOf(plan);
  const agents = [...plan.script.agents.keys()];
  const questions = Array.from({ length: PASSES }, (_, pass) =>
    agents.flatMap((sender) =>
      agents.map((receiver) => () => faults.transmission(pass, sender, receiver, 0)),
    ),
  ).flat();
  const others = [
    ...Array.from({ length: PASSES }, (_, pass) => () => faults.crashes(pass)),
    ...Array.from({ length: PASSES }, (_, pass) => () => faults.checkpoints(pass)),
    ...agents.map((agent) => () => faults.clockAhead(agent)),
    () => [faults.faults, faults.storm_passes],
  ];
  const all = [...questions, ...others];
  const order = direction === 'forwards' ? all : [...all].reverse();
  const answers = order.map((ask) => JSON.stringify(ask()));
  return direction === 'forwards' ? answers : answers.reverse();
}
