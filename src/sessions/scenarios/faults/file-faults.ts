// What goes wrong with the database file.

import { fileRefused, testsIn } from './evidence.js';
import { faultsOf } from './fault-row.js';

const opening = testsIn('sqlite/opening.test.ts');
const sharing = testsIn('sqlite/sharing.test.ts');
const sqlite = testsIn('sqlite/sqlite-store.test.ts');
const transaction = testsIn('sqlite/transaction.test.ts');

export const FILE_FAULTS = faultsOf('database files', [
  [
    'a torn file',
    fileRefused('a store that lacks its last pages', 'TornFile'),
    fileRefused('a store with a log that lacks pages', 'TornFile'),
  ],
  [
    'a damaged page',
    fileRefused('a store with a page that is overwritten', 'TornFile'),
    opening('is read to its last page only if that is asked for'),
  ],
  [
    'a foreign file',
    fileRefused('a text', 'ForeignFile'),
    fileRefused('another database', 'ForeignFile'),
    sqlite('is not opened where its header is ours and its tables are not'),
  ],
  ['another schema version', fileRefused('a store of a later schema version', 'SchemaVersion')],
  [
    'several threads make the file at once',
    sharing('is made once by all who open a new path at once, and loses no row of any'),
  ],
  ['no folder to write in', opening('is refused where its folder is missing')],
  ['the log of a killed process', opening('reads the log of a process that was killed')],
  [
    'a busy store',
    sqlite('answers StoreBusy while others hold the file, and still reads'),
    transaction('waits no longer for others than it is told to'),
  ],
  [
    'a full disk',
    sqlite('throws where the file can take no more, and has changed nothing'),
    transaction('leaves nothing where the disk is full, and the next one has room'),
  ],
  [
    'a file on a network',
    'the shared memory of its log needs one machine (sqlite.org/wal.html), so there is nothing to support',
  ],
]);
