// What the properties found in a history, in words: a table, and for every violation the calls that show it.

import { counted } from '../../model/wording.js';
import { printable } from '../../model/quote.js';
import { renderTable } from '../../results/render-table.js';
import { wrapped } from '../../results/tables/wrap.js';
import type { Table, TextOptions } from '../../results/table.js';
import { plain, VERDICT_TONES } from '../../results/table.js';
import type { HistoryEntry, RaceHistory } from '../../sessions/history.js';
import type { PropertyFinding } from '../../sessions/judge/property.js';

/** Enough to see what happened; the rest is in the history. */
const MAX_CALLS = 6;
const MAX_CHARACTERS = 160;
const NS_PER_MS = 1e6;
/** No verdict is longer. */
const VERDICT_WIDTH = 'UNKNOWN'.length;
const GAP_WIDTH = 2;

export function findingsText(findings: readonly PropertyFinding[], options: TextOptions): string {
  return renderTable(findingsTable(findings, options), options);
}

function findingsTable(findings: readonly PropertyFinding[], { width }: TextOptions): Table {
  const names = Math.max(...findings.map(({ property }) => property.length), 0);
  const room = width === null ? null : width - names - VERDICT_WIDTH - 2 * GAP_WIDTH;
  return {
    columns: [
      { heading: 'property', align: 'left' },
      { heading: 'verdict', align: 'left' },
      { heading: 'examined, or found', align: 'left' },
    ],
    rows: findings.flatMap((finding) => rowsOf(finding, room)),
  };
}

/** A message that is too long for its column goes on below; without an end to the line there is no column. */
function rowsOf({ property, verdict, message }: PropertyFinding, room: number | null) {
  const [first = '', ...more] = room === null ? [message] : wrapped(message, room, '').split('\n');
  return [
    [plain(property), { text: verdict, tone: VERDICT_TONES[verdict] }, plain(first)],
    ...more.map((line) => [plain(''), plain(''), plain(line)]),
  ];
}

/** One line per call, under a line per violated property; none where nothing is violated. */
export function evidenceLines(
  findings: readonly PropertyFinding[],
  history: RaceHistory,
): readonly string[] {
  return findings
    .filter(({ verdict }) => verdict === 'FAIL')
    .flatMap(({ property, evidence }) => {
      const shown = evidence.slice(0, MAX_CALLS).flatMap((index) => callLine(history, index));
      const more = evidence.length - MAX_CALLS;
      return [
        `${property}:`,
        ...shown,
        ...(more > 0 ? [`  and ${counted(more, 'call')} more`] : []),
      ];
    });
}

function callLine({ entries }: RaceHistory, index: number): readonly string[] {
  const entry = entries[index];
  if (!entry) return [];
  const { agent, incarnation, thread, method, args } = entry;
  const head = `  call ${index}, ${intervalOf(entry)}, agent ${agent}.${incarnation} on thread ${thread}:`;
  const text = `${method} ${JSON.stringify(args)} -> ${answerOf(entry)}`;
  return [printable(`${head} ${shortened(text)}`)];
}

function intervalOf({ began_ns, ended_ns }: HistoryEntry): string {
  const end = Number.isFinite(ended_ns) ? (ended_ns / NS_PER_MS).toFixed(3) : 'never';
  return `${(began_ns / NS_PER_MS).toFixed(3)} to ${end} ms`;
}

function answerOf({ answer }: HistoryEntry): string {
  if (answer === null) return 'no answer';
  return answer.ok ? JSON.stringify(answer.value) : answer.error.code;
}

function shortened(text: string): string {
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS)}…`;
}
