// What goes wrong where several workers race, and what a judge could miss.

import { testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const interleavings = testsIn('explore/scripts.test.ts');
const explored = testsIn('explore/sqlite.test.ts');
const model = testsIn('model/model.test.ts');
const linear = testsIn('judge/linearizability.test.ts');
const judged = testsIn('judge/no-false-alarm.test.ts');
const threads = testsIn('race/threads.test.ts');
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
  [
    'threads race for sessions on one file',
    threads('holds every property, in a history that both threads have written'),
    threads('catches a store that checks a lease and then sets it'),
  ],
  [
    'agents race in any order that a seed can draw',
    simulation('violates nothing on a correct store, whatever the seed, and leaves nothing behind'),
    simulation('meets every way in which the store refuses'),
  ],
  [
    'the two stores differ',
    simulation('has the same history on both stores'),
    explored('answers as the one in memory does, call by call: claim against claim'),
  ],
  [
    'answers fit no order of the calls',
    linear('refuses a reader who does not see a commit that was answered before'),
    linear('refuses two readers who disagree on the order of a commit'),
  ],
  [
    'a judge accuses a correct store',
    judged('however its calls overlap, whoever dies and whatever expires'),
  ],
  [
    'a race in which nobody meets anybody proves nothing',
    simulation('is undecided where nobody met anybody'),
  ],
]);
