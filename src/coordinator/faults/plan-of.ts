// From the text of a mix, as a cell has it, to the plan of one repetition.

import { deriveSeed } from '../../model/random.js';
import type { RepetitionPlan } from '../repetition-plan.js';
import { createFaultPlan } from './create-plan.js';
import type { FaultPlan } from './fault-plan.js';
import type { FaultMix } from './mix.js';
import { NO_FAULT_MIX, parseMix } from './mix.js';

/** Null for the mix that strikes nothing. @throws Error for a text that is no mix. */
export function mixOf(text: string): FaultMix | null {
  const parsed = parseMix(text);
  if (parsed.type === 'bad') throw new Error(`bad faults ${text}: ${parsed.reason}`);
  return parsed.mix.text === NO_FAULT_MIX.text ? null : parsed.mix;
}

/** True for a text that is spelled as mixes are stored. */
export function isCanonicalMix(text: string): boolean {
  const parsed = parseMix(text);
  return parsed.type === 'mix' && parsed.mix.text === text;
}

/** What of a repetition decides which faults strike. */
export interface FaultedRepetition extends Pick<RepetitionPlan, 'faults' | 'seed'> {
  readonly script: Pick<RepetitionPlan['script'], 'agents'>;
}

/** A sub-seed of its own: what strikes does not depend on what is written, and moves no peer's choice. */
export function faultPlanOf({ faults, script, seed }: FaultedRepetition): FaultPlan {
  const agents = script.agents.length;
  return createFaultPlan(faults ?? NO_FAULT_MIX, { seed: deriveSeed(seed, 'faults'), agents });
}

/** True for a mix that asks for crashes, or may draw them. */
export function mayCrashAgents(text: string): boolean {
  return mixOf(text)?.type === 'swarm' || crashesAgents(text);
}

/** True for a mix that asks for crashes; a swarm leaves them out where they are not possible. */
export function crashesAgents(text: string): boolean {
  const mix = mixOf(text);
  return mix?.type === 'listed' && mix.faults.some(({ effect }) => effect === 'restarted');
}
