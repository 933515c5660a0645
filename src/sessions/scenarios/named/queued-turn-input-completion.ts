// Inputs for the next turn: claimed in their order, seen and cancelled by nobody while the claim lives, gone with the
// commit; and those of another session stay where they are.

import { newInput } from '../drafts.js';
import type { RegisteredScenario } from '../registered.js';
import { scenario } from '../scenario.js';

const elsewhere = { session_id: 'neighbour', aliases: ['theirs'] };

export const queuedTurnInputCompletion: RegisteredScenario = {
  owns: [
    'next-turn inputs are claimed, hidden while live, completed by commit',
    "other sessions' inputs untouched",
  ],
  scenario: scenario('queued turn input completion')
    .session('asked')
    .owner('worker')
    .phase({
      type: 'ingress',
      inputs: [
        newInput('first', 'hello'),
        newInput('theirs', 'not yours', { session_id: elsewhere.session_id }),
        newInput('second', 'are you there?'),
      ],
      expected: { pending: ['first', 'second'], pending_elsewhere: elsewhere },
    })
    .phase({
      type: 'next_turn_input_claim',
      expected_aliases: ['first', 'second'],
      expected_texts: ['hello', 'are you there?'],
      expected: { pending: [], pending_elsewhere: elsewhere },
    })
    .phase({ type: 'ingress', too_late: ['first'], expected: { pending: [] } })
    .phase({
      type: 'commit',
      turn_index: 1,
      expected: { pending: [], pending_elsewhere: elsewhere },
    }),
};
