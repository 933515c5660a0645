// how-to.txt in the folder of a failure: what is wrong, the commands that show it again, and what the files
// beside it hold. For people; everything in it that came from a record is made printable.

import { printable } from '../../model/quote.js';
import type { RepetitionRecord } from '../record.js';
import { FAILURE_FILES } from '../study/layout.js';

const REPLAY = 'mergestorm replay . --shrink';
const JUDGE = 'mergestorm analyze ../..';
const SIMULATED = '--threads 0';

export function howTo(record: RepetitionRecord): string {
  const sections = [
    title(record),
    section('What is wrong', reasonsOf(record)),
    section('Execute it again, as it was executed', [printable(record.reproduce)]),
    isRace(record) ? JUDGING : replaying(record),
    section('Simulate it: one thread, virtual time, the same every time', [simulation(record)]),
    section('In this folder', filesIn(record)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function title({ cell_id, repetition, status, verdict }: RepetitionRecord): string {
  const end = status === 'ok' ? verdict : `${status}, ${verdict}`;
  return `${printable(cell_id)}, repetition ${repetition}: ${end}`;
}

function reasonsOf({ note, findings }: RepetitionRecord): readonly string[] {
  const lines = findings
    .filter(({ verdict }) => verdict !== 'PASS')
    .flatMap(({ check, verdict, reasons }) => [
      `${check}: ${verdict}`,
      ...reasons.map((reason) => `  ${reason}`),
    ]);
  const all = note === null ? lines : [note, ...lines];
  return all.length === 0 ? ['nothing was recorded'] : all.map(printable);
}

/** A race is judged by its history alone, which lies in its evidence. */
function isRace({ sessions }: RepetitionRecord): boolean {
  return sessions !== null;
}

/** What ended without a result left no history. */
function replaying({ status }: RepetitionRecord): string {
  return status === 'ok'
    ? section('Replay what happened, and find the smallest part of it that fails; in this folder', [
        REPLAY,
      ])
    : section('Replay', ['it ended before its history was stored: execute or simulate it']);
}

/** The command of the record, on no threads. */
function simulation({ reproduce }: RepetitionRecord): string {
  const threads = / --threads (?:\d+|auto|agents|inline)(?= |$)/;
  const command = threads.test(reproduce)
    ? reproduce.replace(threads, ` ${SIMULATED}`)
    : `${reproduce} ${SIMULATED}`;
  return printable(command);
}

function filesIn(record: RepetitionRecord): readonly string[] {
  const trace = [
    `${FAILURE_FILES.trace}    every event of its history in order, one JSON object a line: write; pass and`,
    '               accept; everyone_receives_from_everyone; restart; race_begins, race_export and',
    '               race_accept; round_ends. The first line names the evidence file with the ledger.',
  ];
  return [
    `${FAILURE_FILES.failure}   which repetition it was, its findings, and what became of its contributions`,
    ...(record.status === 'ok' && !isRace(record) ? trace : []),
  ];
}

const JUDGING = section('Judge the history of the race again, as it was; in this folder', [JUDGE]);

function section(heading: string, lines: readonly string[]): string {
  return [`${heading}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
