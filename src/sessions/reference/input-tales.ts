// What has been said about each input of a session: the state of an input is the last word.

import type { InputState, TurnInput } from '../terms.js';
import type { Past, SessionEvent } from './events.js';

export interface InputTale {
  readonly input: TurnInput;
  /** What it was submitted with. */
  readonly content: string;
  /** Of the generation that accepted it last. */
  readonly accepted_by: number | null;
}

/** In order of submission. */
export function talesOf({ events }: Past): readonly InputTale[] {
  const tales = new Map<number, InputTale>();
  for (const event of events) {
    if (event.type === 'input_submitted') {
      const { input, content } = event;
      tales.set(input.input_id, { input, content, accepted_by: null });
    }
    for (const [id, change] of wordsOf(event)) {
      const tale = tales.get(id);
      if (tale) tales.set(id, change(tale));
    }
  }
  return [...tales.values()];
}

type Change = (tale: InputTale) => InputTale;

/** What an event says about which inputs. */
function wordsOf(event: SessionEvent): readonly (readonly [id: number, change: Change])[] {
  if (event.type === 'inputs_claimed') return event.ids.map((id) => [id, acceptFor(event.fence)]);
  if (event.type === 'inputs_completed') return event.ids.map((id) => [id, completeTale]);
  if (event.type === 'inputs_deferred') return event.ids.map((id) => [id, deferTale]);
  return event.type === 'input_cancelled' ? [[event.id, cancelTale]] : [];
}

function acceptFor(fence: number): Change {
  return (tale) => ({ ...become(tale, 'accepted'), accepted_by: fence });
}

const completeTale: Change = (tale) => become(tale, 'completed');
const cancelTale: Change = (tale) => become(tale, 'cancelled');

function become(tale: InputTale, state: InputState): InputTale {
  return { ...tale, input: { ...tale.input, state } };
}

function deferTale(tale: InputTale): InputTale {
  const input: TurnInput = { ...tale.input, target: { type: 'next_turn' } };
  return become({ ...tale, input }, 'deferred_next_turn');
}
