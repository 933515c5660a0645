// how-to.txt in the folder of a failure: what is wrong, the commands that show it again, and what the files
// beside it hold. For people; everything in it that came from a record is made printable.

import { printable } from '../../model/quote.js';
import { counted } from '../../model/wording.js';
import type { RepetitionRecord } from '../record.js';
import { FAILURE_FILES } from '../study/layout.js';
import type { Plugins } from './named-plugins.js';

const JUDGE = 'mergestorm analyze ../..';
const SIMULATED = /[ =]0$/;

export function howTo(record: RepetitionRecord, plugins: Plugins): string {
  const sections = [
    title(record),
    section('What is wrong', reasonsOf(record)),
    ...executing(record),
    isRace(record) ? JUDGING : replaying(record, plugins),
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

/** What was a simulation is the same every time as it is. */
function executing(record: RepetitionRecord): readonly string[] {
  const [again, simulated] = [printable(record.reproduce), simulation(record)];
  if (again === simulated)
    return [section('Simulate it again: it is the same every time', [again])];
  return [
    section('Execute it again, as it was executed', [again]),
    section('Simulate it: one thread, virtual time, the same every time', [simulated]),
  ];
}

/** What broke was judged by its history up to there. What ended otherwise without a result left none. */
function historyOf({ status, findings }: RepetitionRecord): 'whole' | 'until_it_broke' | 'none' {
  if (status === 'ok') return 'whole';
  return findings.length > 0 ? 'until_it_broke' : 'none';
}

function replaying(record: RepetitionRecord, plugins: Plugins): string {
  const load = plugins === 'named' ? ['--load-plugins'] : [];
  const shrink = record.verdict === 'FAIL' ? ['--shrink'] : [];
  switch (historyOf(record)) {
    case 'whole':
      return section(`${replayTitle(record)}; in this folder`, [replay([...shrink, ...load])]);
    case 'until_it_broke':
      return section('Replay what happened until it broke; in this folder', [replay(load)]);
    case 'none':
      return section('Replay', [
        'it left no history, so there is none to replay: execute it again',
      ]);
  }
}

function replay(flags: readonly string[]): string {
  return ['mergestorm replay .', ...flags].join(' ');
}

/** Damaged bytes that an engine was handed raw are no deliveries, so that no history has them. */
function replayTitle({ verdict, detection }: RepetitionRecord): string {
  const raw = detection?.damaged_count ?? 0;
  if (raw > 0)
    return `Replay what happened, without ${counted(raw, 'damaged blob')} handed over raw`;
  return verdict === 'FAIL'
    ? 'Replay what happened, and find the smallest part of it that fails'
    : 'Replay what happened';
}

/** The command of the record, on no threads. */
function simulation({ reproduce }: RepetitionRecord): string {
  const threads = / --threads[ =](?:\d+|auto|agents|inline)(?= |$)/;
  const command = threads.test(reproduce)
    ? reproduce.replace(threads, (typed) => (SIMULATED.test(typed) ? typed : ' --threads 0'))
    : `${reproduce} --threads 0`;
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
    ...(historyOf(record) === 'none' || isRace(record) ? [] : trace),
  ];
}

const JUDGING = section('Judge the history of the race again, as it was; in this folder', [JUDGE]);

function section(heading: string, lines: readonly string[]): string {
  return [`${heading}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
