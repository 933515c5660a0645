// A turn is interrupted and driven again: what waited for it waits for the next turn, and what is then cancelled is
// claimed by no later turn.

import { newInput } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';
import type { InputTarget } from '../../terms.js';

const ofFirstTurn: InputTarget = { type: 'active_turn', turn_index: 1, min_boundary: 'after_work' };

export const checkpointRedriveCancel: RegisteredScenario = {
  owns: ['active-turn inputs deferred, cancelled after deferral, never claimed later'],
  scenario: scenario('checkpoint redrive cancel')
    .session('interrupted')
    .owner('worker')
    .phase({
      type: 'ingress',
      inputs: [
        newInput('withdrawn', 'stop', { target: ofFirstTurn }),
        newInput('kept', 'go on', { target: ofFirstTurn }),
      ],
      expected: { pending: ['withdrawn', 'kept'] },
    })
    .phase({ type: 'next_turn_input_claim', expected_aliases: [], expected_texts: [] })
    .phase({
      type: 'checkpoint',
      turn_index: 2,
      defers: { turn_index: 1, aliases: ['withdrawn', 'kept'] },
      cancels_after_deferral: ['withdrawn'],
      expected: { pending: ['kept'] },
    })
    .phase({
      type: 'next_turn_input_claim',
      expected_aliases: ['kept'],
      expected_texts: ['go on'],
      expected: { pending: [] },
    })
    .phase({ type: 'commit', turn_index: 2, expected: { pending: [] } }),
};
