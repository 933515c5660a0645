// What goes wrong with turn inputs and their ingress.

import { conformance, plantFound, scenarioTest } from './evidence.js';
import { faultsOf } from './fault-row.js';

export const INPUT_FAULTS = faultsOf('turn inputs', [
  [
    'ingress is delivered twice',
    conformance('a key that is submitted again gives the original'),
    scenarioTest('observation replay preserves live turn input'),
  ],
  [
    'ingress comes again with another payload',
    conformance('a known key with another payload is a conflict'),
    scenarioTest('observation replay preserves live turn input'),
  ],
  ['inputs are deduplicated by payload', plantFound('takes inputs of equal payload for one')],
  [
    'completed keys are forgotten',
    plantFound('forgets the keys of completed inputs'),
    conformance('a key is still known once its input is completed'),
  ],
  [
    'a cancellation ignores a live claim',
    plantFound('cancels an input that is claimed live'),
    conformance('an input that is claimed is not cancelled'),
  ],
  [
    'a cancelled input is claimed',
    conformance('an input that is cancelled after its deferral is never claimed'),
    scenarioTest('checkpoint redrive cancel'),
  ],
  [
    'a turn is interrupted with inputs waiting',
    conformance('the waiting inputs of an interrupted turn are deferred'),
    scenarioTest('checkpoint redrive cancel'),
  ],
  [
    'inputs of another session are taken',
    conformance('claiming inputs leaves other sessions alone'),
    scenarioTest('queued turn input completion'),
  ],
]);
