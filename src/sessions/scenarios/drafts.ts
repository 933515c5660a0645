// Short ways to write what an ingress brings.

import type { Command, InputTarget } from '../terms.js';
import type { IngressCommand, IngressInput, IngressTurnWork } from './phase.js';

type NewInput = Extract<IngressInput, { readonly type: 'new' }>;

export function command(alias: string, name: Command): IngressCommand {
  return { alias, command: name };
}

/** Work for a turn by itself, ready only between turns; what is given stands instead. */
export function turnWork(
  alias: string,
  given: Partial<Omit<IngressTurnWork, 'alias'>> = {},
): IngressTurnWork {
  return {
    alias,
    work: 'task',
    delivery: 'after_current_turn_commit',
    slot: { type: 'exclusive' },
    ...given,
  };
}

/** A wake of a process, ready as early as it is safe. */
export function processWake(alias: string): IngressTurnWork {
  return turnWork(alias, { work: 'process_wake', delivery: 'earliest_safe_boundary' });
}

/** An input of the scenario's session for its next turn, submitted without a key; what is given stands instead. */
export function newInput(
  alias: string,
  text: string,
  given: Partial<Omit<NewInput, 'type' | 'alias' | 'text'>> = {},
): NewInput {
  const target: InputTarget = { type: 'next_turn' };
  return { type: 'new', alias, text, target, source_key: null, session_id: null, ...given };
}
