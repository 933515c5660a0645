// What has been said about an input of a session: its state is the last word.

import type { InputState, TurnInput } from '../terms.js';

export interface InputTale {
  readonly input: TurnInput;
  /** What it was submitted with. */
  readonly content: string;
  /** Of the generation that accepted it last. */
  readonly accepted_by: number | null;
}

export function acceptFor(fence: number): (tale: InputTale) => InputTale {
  return (tale) => ({ ...become(tale, 'accepted'), accepted_by: fence });
}

export function completeTale(tale: InputTale): InputTale {
  return become(tale, 'completed');
}

export function cancelTale(tale: InputTale): InputTale {
  return become(tale, 'cancelled');
}

export function deferTale(tale: InputTale): InputTale {
  const input: TurnInput = { ...tale.input, target: { type: 'next_turn' } };
  return become({ ...tale, input }, 'deferred_next_turn');
}

function become(tale: InputTale, state: InputState): InputTale {
  return { ...tale, input: { ...tale.input, state } };
}
