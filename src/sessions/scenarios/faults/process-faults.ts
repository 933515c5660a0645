// What goes wrong with the processes that hold leases and write.

import { conformance, testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const crash = testsIn('sqlite/crash/crash.test.ts');
const power = testsIn('sqlite/crash/power-failure.test.ts');
const real = testsIn('scenarios/real-processes.test.ts');
const killed = testsIn('race/kill.test.ts');
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
    crash('leaves each call done or not begun, and a file to go on with'),
    crash('has each call done or not begun, at every point, and can be gone on with'),
    crash('is told from one whose commit is two transactions'),
    crash('is told from one that answers before it has written'),
  ],
  [
    'a call is interrupted between two writes',
    sqlite('takes a call back that is interrupted between two writes, and goes on'),
  ],
  [
    'a process is killed in the middle of a race',
    killed('goes on in its file as if agents had died (seed 1)'),
  ],
  [
    'the power fails and cuts the log',
    power('holds whole calls, the first ones, and the more the longer it is'),
    power('is told from that of a store whose commit is two transactions'),
  ],
  [
    'the disk says that it has written and has not',
    'a store can only synchronise before it answers; nothing above a disk can show that the disk did',
  ],
]);
