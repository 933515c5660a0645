import { createFaultPlan } from '../../../src/coordinator/faults/create-plan.js';
import type { FaultPlan, Transmission } from '../../../src/coordinator/faults/fault-plan.js';
import type { FaultMix } from '../../../src/coordinator/faults/mix.js';
import { parseMix } from '../../../src/coordinator/faults/mix.js';

/** The mix of a text that must be one. */
export function mixOfText(text: string): FaultMix {
  const parsed = parseMix(text);
  if (parsed.type === 'bad') throw new Error(`${parsed.reason}: ${parsed.remedy}`);
  return parsed.mix;
}

export function planOfText(text: string, agents: number, seed = 1): FaultPlan {
  return createFaultPlan(mixOfText(text), { seed, agents });
}

export interface Asked {
  readonly pass: number;
  readonly sender: number;
  readonly receiver: number;
}

/** Every edge of a full mesh in each of the passes, in order. */
export function meshPasses(agents: number, passes: number): readonly Asked[] {
  const indexes = Array.from({ length: agents }, (_, index) => index);
  return Array.from({ length: passes }, (_, pass) =>
    indexes.flatMap((sender) =>
      indexes
        .filter((receiver) => receiver !== sender)
        .map((receiver) => ({ pass, sender, receiver })),
    ),
  ).flat();
}

export function ask(plan: FaultPlan, { pass, sender, receiver }: Asked): Transmission {
  return plan.transmission(pass, sender, receiver, 0);
}

/** What of it the plan strikes. */
export function struckOf(plan: FaultPlan, asked: readonly Asked[]): readonly Asked[] {
  return asked.filter((one) => ask(plan, one).struck.length > 0);
}
