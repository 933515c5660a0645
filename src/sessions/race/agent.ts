// One agent of a race, from its first turn to its last.

import { carryOut } from './acts/registry.js';
import type { Asking } from './asking.js';
import type { Desk } from './desk.js';
import type { AgentPlan, TurnPlan } from './turn-plan.js';

export function* liveThrough(desk: Desk, { turns }: AgentPlan): Asking<void> {
  for (const turn of turns) yield* takeTurn(desk, turn);
}

function* takeTurn(desk: Desk, turn: TurnPlan): Asking<void> {
  for (const act of turn.acts) {
    if ((yield* carryOut(desk, turn, act)) === 'turn_over') break;
  }
  desk.letGo();
}
