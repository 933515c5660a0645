// How an act is carried out.

import type { Asking } from '../asking.js';
import type { Desk } from '../desk.js';
import type { ActOf, ActType, TurnPlan } from '../turn-plan.js';

/** `turn_over`: the acts after it have lost their ground. */
export type ActEnd = 'go_on' | 'turn_over';

export type ActCarrier<T extends ActType> = (
  desk: Desk,
  turn: Pick<TurnPlan, 'session_id' | 'turn'>,
  act: ActOf<T>,
) => Asking<ActEnd>;

export type ActCarriers = { readonly [T in ActType]: ActCarrier<T> };
