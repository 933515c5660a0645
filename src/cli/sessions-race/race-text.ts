// What a race for sessions comes to, for people and as JSON.

import { summarise } from '../../metrics/histogram.js';
import { printable } from '../../model/quote.js';
import { shellQuote } from '../../model/shell.js';
import { counted, grouped } from '../../model/wording.js';
import { renderTable } from '../../results/render-table.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import { strictJson } from '../../results/strict-json.js';
import type { Column, Table, TextOptions } from '../../results/table.js';
import { plain } from '../../results/table.js';
import { raceCommandOf } from '../../sessions/race/race-command.js';
import type { SessionRaceCounts, SessionRaceResult } from '../../sessions/race/race-terms.js';
import { SESSION_PHASES } from '../../sessions/race/race-terms.js';
import { evidenceLines, findingsText } from './findings-text.js';

const NS_PER_US = 1e3;
const NS_PER_MS = 1e6;

/** Ends with a line break. */
export function renderRace(
  result: SessionRaceResult,
  history: string | null,
  options: TextOptions,
): string {
  const { findings, counts } = result;
  const sections = [
    headOf(result),
    ...(findings.length === 0 ? [] : [findingsText(findings, options)]),
    ...(counts.operations === 0 ? [] : [renderTable(countsTable(counts), options)]),
    ...(isTimed(result) ? [renderTable(latencyTable(result), options)] : []),
    [...evidenceLines(findings, result.history), ...endLines(result, history)].join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Latencies as percentiles and histograms; the history is a file of its own. */
export function raceJson(result: SessionRaceResult, history_file: string | null): string {
  const { options, status, failure, verdict, findings, counts, latencies } = result;
  const { race_ns, turns_per_second, overlap_ratio, peak_rss_bytes } = result;
  const phases = SESSION_PHASES.map((phase) => {
    const latency = latencies[phase];
    return [phase, latency && { ...summarise(latency), histogram: latency.encoded }];
  });
  return strictJson({
    schema_version: SCHEMA_VERSION,
    ...{ options, status, failure, verdict, findings, counts },
    latency: Object.fromEntries(phases) as object,
    ...{ race_ns, turns_per_second, overlap_ratio, peak_rss_bytes },
    ...{ replay: raceCommandOf(options), history_file },
  });
}

function headOf({ options, race_ns, turns_per_second, overlap_ratio }: SessionRaceResult): string {
  const { store, agents, turns_per_agent, sessions, threads, seed } = options;
  const place = threads === 0 ? 'simulated' : `on ${counted(threads, 'thread')}`;
  const asked = `${store} store, ${counted(agents, 'agent')} x ${counted(turns_per_agent, 'turn')} for ${counted(sessions, 'session')}, ${place}, seed ${seed}`;
  if (race_ns === null || turns_per_second === null) return asked;
  const speed = `${grouped(turns_per_second)} committed turns/s over ${grouped(race_ns / NS_PER_MS)} ms`;
  const overlap =
    overlap_ratio === null ? '' : `, several threads at work for ${grouped(overlap_ratio * 100)} %`;
  return `${asked}\n${speed}${overlap}`;
}

function countsTable({ rejections, ...counts }: SessionRaceCounts): Table {
  const rejected = Object.entries(rejections).map(
    ([code, count]) => [`rejected: ${code}`, count] as const,
  );
  const rows = [...Object.entries(counts), ...rejected];
  return {
    columns: [left('what happened'), right('count')],
    rows: rows.map(([name, count]) => [plain(name.replaceAll('_', ' ')), plain(grouped(count))]),
  };
}

function latencyTable({ latencies }: SessionRaceResult): Table {
  return {
    columns: [left('latency, us'), ...['count', 'p50', 'p90', 'p99', 'max'].map(right)],
    rows: SESSION_PHASES.map((phase) => {
      const { count, p50_ns, p90_ns, p99_ns, max_ns } = summarise(latencies[phase]);
      return [phase, grouped(count), ...[p50_ns, p90_ns, p99_ns, max_ns].map(microseconds)].map(
        plain,
      );
    }),
  };
}

function microseconds(ns: number | null): string {
  return ns === null ? '-' : grouped(ns / NS_PER_US);
}

function isTimed({ latencies }: SessionRaceResult): boolean {
  return SESSION_PHASES.some((phase) => latencies[phase] !== null);
}

/** The verdict last, where it is seen, and how to see it again. */
function endLines(result: SessionRaceResult, history: string | null): readonly string[] {
  const { options, status, failure, verdict } = result;
  const again =
    options.threads === 0 ? 'the same again' : 'once more, though it may not happen again';
  const undecided = undecidedOf(result);
  return [
    ...(status === 'ok' ? [] : [`${status}: ${failure}`]),
    verdict,
    ...(undecided === '' ? [] : [`nothing to judge ${undecided} by: ${MORE}`]),
    ...(verdict === 'PASS' ? [] : [`${again}: ${raceCommandOf(options)}`]),
    ...(history === null
      ? []
      : [`history: ${printable(history)} (mergestorm sessions judge ${shellQuote(history)})`]),
  ];
}

/** What would give them something to judge. */
const MORE = 'let more agents race, for more turns or fewer sessions';

/** Properties that a race which came to its end gave no case for, as a list. */
function undecidedOf({ status, findings }: SessionRaceResult): string {
  if (status !== 'ok') return '';
  return findings
    .filter(({ verdict }) => verdict === 'UNKNOWN')
    .map(({ property }) => property)
    .join(', ');
}

function left(heading: string): Column {
  return { heading, align: 'left' };
}

function right(heading: string): Column {
  return { heading, align: 'right' };
}
