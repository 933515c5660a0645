// Which agent does what in which turn: a pure function of the options, drawn per agent, so that it does not depend
// on how many threads there are.

import { createRandom, deriveSeed } from '../../model/random.js';
import type { Random } from '../../model/random.js';
import { drawInput, drawWork } from './draft-plan.js';
import { drawEnding } from './ending-plan.js';
import type { SessionRaceOptions } from './race-terms.js';
import type { Act, AgentPlan, TurnPlan } from './turn-plan.js';

/** Together they wait for longer than a time to live: whoever waits for a dead holder gets the lease. */
const ATTEMPTS = 8;
const MOST_CLAIMED = 4;
const MOST_COMMANDS = 8;

export type PlannedOptions = Pick<SessionRaceOptions, 'seed' | 'sessions' | 'turns_per_agent'>;

export function sessionNames(sessions: number): readonly string[] {
  return Array.from({ length: sessions }, (_, index) => `session-${index}`);
}

export function planAgent(options: PlannedOptions, agent: number): AgentPlan {
  const random = createRandom(deriveSeed(options.seed, 'session race', agent));
  return {
    agent,
    liveness: chance(random, 1 / 4) ? 'opaque' : 'local_process',
    turns: Array.from({ length: options.turns_per_agent }, (_, turn) =>
      planTurn(options, turn, random),
    ),
  };
}

function planTurn({ sessions }: PlannedOptions, turn: number, random: Random): TurnPlan {
  const session_id = `session-${random.integer(0, sessions - 1)}`;
  const acts = [...planOutside(turn, random), ...planHolding(random), drawEnding(random)];
  return { session_id, turn, acts };
}

/** Every turn brings something, so that none comes to an empty session for long. */
function planOutside(turn: number, random: Random): readonly Act[] {
  return [
    ...sometimes<Act>(random, 3 / 4, () => ({ type: 'haunt' })),
    { type: 'enqueue_work', draft: drawWork(random) },
    ...sometimes<Act>(random, 1 / 2, () => ({ type: 'enqueue_work', draft: drawWork(random) })),
    { type: 'submit_input', draft: drawInput(turn, random) },
    ...sometimes<Act>(random, 1 / 3, () => ({
      type: 'submit_input',
      draft: drawInput(Math.max(turn - 1, 0), random),
    })),
    ...sometimes<Act>(random, 1 / 3, () => ({
      type: 'cancel_input',
      pick: random.integer(0, MOST_CLAIMED),
    })),
  ];
}

function planHolding(random: Random): readonly Act[] {
  const max = random.integer(1, MOST_CLAIMED);
  const claims = chance(random, 1 / 8) ? 'twice' : 'once';
  return [
    { type: 'take_lease', attempts: ATTEMPTS, claims },
    { type: 'drain_commands', max: MOST_COMMANDS },
    { type: 'claim_work', boundary: 'idle', max },
    { type: 'claim_next_inputs', max },
    ...sometimes(random, 1 / 4, planActiveTurn).flat(),
    ...sometimes<Act>(random, 1 / 8, () => ({ type: 'renew_lease' })),
    ...sometimes<Act>(random, 1 / 4, () => ({ type: 'complete_half' })),
  ];
}

/** A turn that is steered while it runs: an input for itself, a checkpoint, and what may be claimed there. */
function planActiveTurn(random: Random): readonly Act[] {
  const min_boundary = chance(random, 1 / 2) ? 'after_work' : 'before_completion';
  return [
    { type: 'submit_active_input', min_boundary },
    { type: 'checkpoint', defers: chance(random, 1 / 3) ? 'this_turn' : 'nothing' },
    { type: 'claim_work', boundary: 'active_turn_checkpoint', max: 1 },
    { type: 'claim_active_inputs', boundary: 'after_work', max: MOST_CLAIMED },
    ...sometimes<Act>(random, 1 / 2, () => ({
      type: 'claim_active_inputs',
      boundary: 'before_completion',
      max: MOST_CLAIMED,
    })),
  ];
}

function sometimes<T>(random: Random, share: number, draw: (random: Random) => T): readonly T[] {
  return chance(random, share) ? [draw(random)] : [];
}

function chance(random: Random, share: number): boolean {
  return random.fraction() < share;
}
