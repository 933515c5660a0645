// What goes wrong with time.

import { conformance, plantFound, testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const lease = testsIn('operations/lease.test.ts');
const sqlite = testsIn('sqlite/sqlite-store.test.ts');

export const CLOCK_FAULTS = faultsOf('clocks', [
  ['the wall clock is set', plantFound('lets leases expire by the clock on the wall')],
  [
    'the machine is started again while a lease is held',
    lease('counts a lease of another timeline as expired, whatever its instant says'),
    sqlite('holds no lease of an earlier boot to be live'),
  ],
  [
    'a renewal comes late',
    conformance('no renewal and no repeated claim shortens a lease'),
    conformance('a lease is not live at the instant of its expiry'),
  ],
  [
    'the clocks of two machines differ',
    'one file serves one machine (SQLite needs its shared memory), and all its processes read one clock',
  ],
]);
