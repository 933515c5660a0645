// What goes wrong with checkpoints and commits.

import { conformance, plantFound, scenarioTest } from './evidence.js';
import { faultsOf } from './fault-row.js';

export const COMMIT_FAULTS = faultsOf('checkpoints and commits', [
  [
    'a commit does not check the fence',
    plantFound('commits without a check of the fence'),
    conformance('no commit with the fence of an earlier holder'),
  ],
  [
    'a commit comes exactly at expiry',
    plantFound('takes a commit exactly at expiry'),
    conformance('no commit at the instant of expiry'),
  ],
  [
    'a commit comes after the release',
    conformance('no commit after the lease was released'),
    scenarioTest('session lease release fault'),
  ],
  ['a commit is sent twice', conformance('a commit that is sent again answers as at first')],
  [
    'a commit is sent twice and another holds the lease',
    conformance('a commit that is sent again is known whoever holds the lease'),
  ],
  ['another commit has the same id', conformance('another commit under a known id is a conflict')],
  [
    'completion is not atomic with the state',
    plantFound('completes rows in another step than the state'),
    conformance('a commit lands state, completions, deferral and release at once'),
  ],
  [
    'one of the rows of a commit is not claimed',
    conformance('a commit that names unclaimed work lands nothing'),
    conformance('a commit that names an unclaimed input lands nothing'),
  ],
  ['the turn index falls', conformance('the turn index never falls')],
  [
    'a checkpoint is not saved',
    conformance('a checkpoint saves the state and keeps lease and claims'),
    scenarioTest('command before turn work'),
  ],
]);
