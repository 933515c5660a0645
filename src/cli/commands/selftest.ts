// `mergestorm selftest`: plants bugs, shows which property caught each, and prints both error rates: bugs
// that escaped, and alarms where nothing was planted.

import { renderTable } from '../../results/render-table.js';
import type { Table, TextOptions } from '../../results/table.js';
import { plain } from '../../results/table.js';
import { printable } from '../../model/quote.js';
import { strictJson } from '../../results/strict-json.js';
import type { Detection } from '../../selftest/detection.js';
import type { SelftestReport } from '../../selftest/selftest.js';
import { tellReport } from '../../selftest/swarm/narration.js';
import { exitCodeOfSelftest, isCaught, runSelftest } from '../../selftest/selftest.js';
import { parseWhole } from '../numbers.js';
import {
  sessionFields,
  sessionRates,
  sessionTable,
  sessionTroubles,
} from '../selftest-sessions-text.js';
import { createProgress, textOptionsFor } from '../terminal.js';
import { isSet, textOf } from '../typed-flags.js';
import { counted } from '../../model/wording.js';

const DEFAULT_SEEDS = '200';
const MAX_SEEDS = 1_000_000;
/** Enough to see what is wrong; the rest is counted. */
const MAX_LINES = 10;

export async function selftestCommand(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const seeds = textOf(typed, 'seeds') ?? DEFAULT_SEEDS;
  const clean_seeds = parseWhole('seeds', seeds, { min: 1, max: MAX_SEEDS });
  const asJson = isSet(typed, 'json');
  const report = await runShown(clean_seeds);
  const { stdout } = process;
  stdout.write(asJson ? selftestJson(report) : renderSelftest(report, textOptionsFor(stdout)));
  process.exitCode = exitCodeOfSelftest(report);
}

async function runShown(clean_seeds: number): Promise<SelftestReport> {
  const progress = createProgress('normal');
  const onStep = (step: string): void => {
    progress.show(step);
  };
  try {
    return await runSelftest({ clean_seeds, onStep });
  } finally {
    progress.clear();
  }
}

/** Both tables, what went wrong if anything did, and the rates. Ends with a line break. */
export function renderSelftest(report: SelftestReport, options: TextOptions): string {
  const tables = [tableOf(report), sessionTable(report.sessions)];
  const rendered = tables.map((table) => renderTable(table, options));
  const sections = [...rendered, ...troubles(report), rates(report)];
  return `${sections.join('\n\n')}\n`;
}

/** Shares are from 0 to 1; an empty list of escapes is a bug that was caught. */
export function selftestJson({ detections, clean, swarm, sessions }: SelftestReport): string {
  const caught_count = detections.filter(isCaught).length;
  return strictJson({
    planted: detections.map((detection) => ({ result: resultOf(detection), ...detection })),
    planted_count: detections.length,
    caught_count,
    caught_share: caught_count / detections.length,
    clean,
    alarm_count: clean.alarms.length,
    alarm_share: alarmShare(clean),
    swarm,
    sessions: sessionFields(sessions),
  });
}

function tableOf({ detections }: SelftestReport): Table {
  return {
    columns: ['planted bug', 'must be caught by', 'result'].map((heading) => {
      return { heading, align: 'left' };
    }),
    rows: detections.map((detection) => [
      plain(detection.bug),
      plain(detection.property),
      isCaught(detection) ? { text: 'caught', tone: 'good' } : { text: 'ESCAPED', tone: 'bad' },
    ]),
  };
}

function resultOf(detection: Detection): string {
  return isCaught(detection) ? 'caught' : 'escaped';
}

function troubles({ detections, clean, swarm, sessions }: SelftestReport): readonly string[] {
  const escapes = detections.flatMap(({ bug, escapes: list }) =>
    list.map(({ seed, reason }) => `escape: ${bug}, seed ${seed}: ${reason}`),
  );
  const alarms = clean.alarms.map(
    ({ strategy, seed, reason }) => `alarm: ${strategy}, seed ${seed}: ${reason}`,
  );
  const swarmAlarms = swarm.alarms.map(
    ({ strategy, seed, reason, reproduce }) =>
      `swarm alarm: ${strategy}, seed ${seed}: ${reason} (${reproduce})`,
  );
  const lists = [escapes, alarms, swarmAlarms, ...sessionTroubles(sessions)];
  return lists.filter((list) => list.length > 0).map(shortened);
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - MAX_LINES;
  return [
    ...lines.slice(0, MAX_LINES).map(printable),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
}

function rates({ detections, clean, swarm, sessions }: SelftestReport): string {
  const [caught, planted] = [detections.filter(isCaught).length, detections.length];
  const { alarms, seeds, strategies } = clean;
  return [
    `caught ${caught} of ${planted} planted bugs (${percent(caught / planted)})`,
    `${counted(alarms.length, 'alarm')} on ${counted(seeds, 'clean seed')} x ${strategies.length} strategies (${percent(alarmShare(clean))})`,
    tellReport(swarm),
    sessionRates(sessions),
  ].join('\n');
}

function alarmShare({ alarms, seeds, strategies }: SelftestReport['clean']): number {
  return alarms.length / (seeds * strategies.length);
}

/** To two decimals where they matter: 1 of 400 is 0.25 %. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
