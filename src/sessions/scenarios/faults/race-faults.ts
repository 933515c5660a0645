// What goes wrong where several workers race, and what a judge could miss.

import { testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const interleavings = testsIn('explore/scripts.test.ts');
const explored = testsIn('explore/sqlite.test.ts');
const model = testsIn('model/model.test.ts');
const simulation = testsIn('race/simulation.test.ts');

export const RACE_FAULTS = faultsOf('racing workers', [
  [
    'two or three workers meet in any order',
    interleavings(
      'breaks no invariant of the correct store, and looks at those that it is there for',
    ),
    explored('breaks nothing in any interleaving of: claim against claim'),
  ],
  [
    'calls come in an order that nobody thought of',
    model('in memory answers as the reference model does'),
    model('in SQLite answers as the reference model does'),
  ],
  ['the two stores differ', simulation('has the same history on both stores')],
  [
    'a race in which nobody meets anybody proves nothing',
    simulation('is undecided where nobody met anybody'),
  ],
]);
