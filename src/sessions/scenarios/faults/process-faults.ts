// What goes wrong with the processes that hold leases and write.

import { conformance, testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const crash = testsIn('sqlite/crash/crash.test.ts');
const real = testsIn('scenarios/real-processes.test.ts');
const lookup = testsIn('process-lookup.test.ts');
const sqlite = testsIn('sqlite/sqlite-store.test.ts');

export const PROCESS_FAULTS = faultsOf('processes that die', [
  [
    'the holder dies',
    conformance('a dead holder is taken over before its lease expires'),
    real('sees holders live, and then sees them dead'),
  ],
  ['a dead holder comes late', conformance('what the dead holder brings later is refused')],
  [
    'the number of a dead holder belongs to another process',
    lookup('is dead where its number belongs to a process that started at another time'),
  ],
  [
    'a crash before, inside or after any operation',
    crash('leaves each call done or not begun, at every point, and a file to go on with'),
    crash('is told from one whose commit is two transactions'),
    crash('is told from one that answers before it has written'),
  ],
  [
    'a call is interrupted between two writes',
    sqlite('takes a call back that is interrupted between two writes, and goes on'),
  ],
  [
    'the power fails',
    'no test cuts it; a commit is synchronised before it is answered, as long as the disk tells the truth',
  ],
]);
