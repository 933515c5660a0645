// What goes wrong with queued work.

import { conformance, plantFound, scenarioTest } from './evidence.js';
import { faultsOf } from './fault-row.js';

export const QUEUE_FAULTS = faultsOf('queued work', [
  ['a claim is made without compare-and-set', plantFound('claims rows without compare-and-set')],
  [
    'a superseded claim is completed',
    conformance('a superseded claim completes nothing'),
    scenarioTest('command before turn work'),
  ],
  [
    'the generation that claimed a row is over',
    conformance('the new generation completes what it has claimed anew'),
  ],
  [
    'a generation claims again what it holds',
    conformance('a generation does not claim again what it has claimed'),
  ],
  ['claimed rows hide a later one', conformance('many claimed rows never hide a later one')],
  [
    'turn work overtakes a command',
    conformance('nothing is ready while a command is first'),
    scenarioTest('command before turn work'),
  ],
  [
    'work is taken before its boundary',
    conformance('an active turn is not given work that waits for its commit'),
    scenarioTest('active checkpoint process wake claim'),
  ],
  [
    'some of several completions are refused',
    conformance('work is completed together or not at all'),
  ],
  [
    'a claim of work consumes inputs',
    conformance('claiming work leaves the inputs alone'),
    scenarioTest('queued work claim keeps pending next-turn input'),
  ],
]);
