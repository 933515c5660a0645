// Which agents crash in a pass, over all faults that ask for crashes, and what must be kept for their
// restarts before they happen.

import type { AgentStriker, Place, Striker } from './fault.js';
import type { Crash, FaultPlan } from './fault-plan.js';
import { hash32 } from './hash.js';
import { CHECKPOINT_AGE_MAX } from './kinds/crash-manners.js';

export function planCrashes(
  strikers: readonly Striker[],
  place: Place,
): Pick<FaultPlan, 'crashes' | 'checkpoints'> {
  const numbered = strikers.flatMap((striker, fault): Numbered[] =>
    striker.type === 'agents' ? [{ striker, fault }] : [],
  );
  if (numbered.length === 0) return { crashes: () => [], checkpoints: () => [] };
  const crashes = remember((pass) => spareOne(crashesOf(numbered, pass), pass, place));
  return { crashes, checkpoints: (pass) => checkpointsOf(crashes, pass) };
}

interface Numbered {
  readonly striker: AgentStriker;
  /** Index of its fault. */
  readonly fault: number;
}

/** In order of agents. Where two faults want one agent, it is the first of them that has it. */
function crashesOf(numbered: readonly Numbered[], pass: number): readonly Crash[] {
  const byAgent = new Map<number, Crash>();
  for (const { striker, fault } of numbered) {
    for (const crash of striker.crashes(pass)) {
      if (!byAgent.has(crash.agent_index)) byAgent.set(crash.agent_index, { ...crash, fault });
    }
  }
  return [...byAgent.values()].sort((left, right) => left.agent_index - right.agent_index);
}

/** If all agents died at once, there would be nobody left to learn anything from. */
function spareOne(
  crashes: readonly Crash[],
  pass: number,
  { seed, agents }: Place,
): readonly Crash[] {
  if (crashes.length < agents) return crashes;
  return crashes.toSpliced(hash32(seed, pass) % agents, 1);
}

/**
 * A pass is asked for again and again: by itself, and by the passes before it that keep checkpoints for it.
 * The answers of a few passes are kept; they are those that would be given anyway.
 */
function remember(crashes: FaultPlan['crashes']): FaultPlan['crashes'] {
  const known = new Map<number, readonly Crash[]>();
  return (pass) => {
    const answer = known.get(pass) ?? crashes(pass);
    if (known.size > 2 * CHECKPOINT_AGE_MAX) known.clear();
    known.set(pass, answer);
    return answer;
  };
}

function checkpointsOf(crashes: FaultPlan['crashes'], pass: number): readonly number[] {
  const passes = Array.from({ length: CHECKPOINT_AGE_MAX + 1 }, (_, age) => pass + age);
  const needing = passes.flatMap((later) =>
    crashes(later).filter(({ checkpoint_pass }) => checkpoint_pass === pass),
  );
  const agents = new Set(needing.map(({ agent_index }) => agent_index));
  return [...agents].sort((left, right) => left - right);
}
