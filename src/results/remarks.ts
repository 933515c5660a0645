// What stands under a table about rows that need not have failed: how their exchange healed, what became of
// the faults that were asked for, and where the load or the conflicts are not what was asked for.

import { describeConcurrency } from '../model/concurrency.js';
import { counted } from '../model/wording.js';
import { percent } from './analysis/wording.js';
import { blobEndsText, detectionText } from './blob-remarks.js';
import type { RepetitionRecord } from './record.js';
import { unissuedOf } from './unissued.js';
import type { View } from './views.js';

/** Texts are as recorded: whoever shows them escapes them. */
export interface Remark {
  /** The rows it is about; empty where it is about all of them. */
  readonly subject: string;
  readonly text: string;
}

/**
 * What is remarked on all strategies alike is said once for all of them; `views` tell the rows apart, and say
 * which they are even where there is one. In the order of the records.
 */
export function remarksOn(
  records: readonly RepetitionRecord[],
  views: readonly View[],
): readonly Remark[] {
  const points = pointsOf(records, views);
  return [...points].flatMap(([point, members]) => {
    const [first, ...others] = members.map(({ texts }) => texts);
    const shared = (first ?? []).filter((text) => others.every((texts) => texts.includes(text)));
    return [
      ...(points.size === 1 && views.length === 0
        ? shared.map((text) => remark('', [text]))
        : [remark(point, shared)]),
      ...members.map(({ record, texts }) =>
        remark(
          subjectOf(record, views),
          texts.filter((text) => !shared.includes(text)),
        ),
      ),
    ].filter(({ text }) => text !== '');
  });
}

interface Remarked {
  readonly record: RepetitionRecord;
  readonly texts: readonly string[];
}

/** Rows that differ in nothing but the strategy, by what they are called without it. */
function pointsOf(
  records: readonly RepetitionRecord[],
  views: readonly View[],
): ReadonlyMap<string, readonly Remarked[]> {
  const points = new Map<string, Remarked[]>();
  for (const record of records) {
    const point = [record.workload, ...detailsOf(record, views)].join(', ');
    const remarked = { record, texts: textsOn(record) };
    const known = points.get(point);
    if (known) known.push(remarked);
    else points.set(point, [remarked]);
  }
  return points;
}

function remark(subject: string, texts: readonly string[]): Remark {
  return { subject, text: texts.join('; ') };
}

/** Which row: workload, strategy and whatever else tells it from the others. */
export function subjectOf(record: RepetitionRecord, views: readonly View[]): string {
  return [record.workload, record.strategy, ...detailsOf(record, views)].join(', ');
}

function detailsOf(record: RepetitionRecord, views: readonly View[]): readonly string[] {
  return views.map(({ column, cell }) => `${column.heading} ${cell(record).text}`);
}

/** Everything that there is to remark on one record. */
export function textsOn(record: RepetitionRecord): readonly string[] {
  return RULES.flatMap((textsOf) => textsOf(record));
}

type RemarkRule = (record: RepetitionRecord) => readonly string[];

const RULES: readonly RemarkRule[] = [
  faultAccounts,
  healText,
  unreached,
  blobEndsText,
  detectionText,
  conflictShares,
  concurrencyOfHistory,
  unissued,
];

function faultAccounts({ fault_accounts }: RepetitionRecord): readonly string[] {
  return fault_accounts.map(({ fault, planned_count, fired_count, observed_count, note }) => {
    const counts = `planned ${planned_count}, fired ${fired_count}, observed ${observed_count}`;
    return `${fault}: ${counts}${note === null ? '' : ` (${note})`}`;
  });
}

function healText({ heal }: RepetitionRecord): readonly string[] {
  if (heal === null) return [];
  const { type, passes, bound, reason } = heal;
  if (type === 'off') return ['nothing was healed after the last write: the heal was off'];
  if (passes === 0) return ['nothing was left to heal after the last write'];
  const most = bound === null ? '' : ` of at most ${bound}`;
  return [`the heal took ${passes}${most} passes${reason === '' ? '' : ` (${reason})`}`];
}

/** Fates that no strategy is to blame for. */
function unreached(record: RepetitionRecord): readonly string[] {
  const fates = [
    [record.writes_not_delivered, 'not delivered'],
    [record.writes_unacknowledged, 'unacknowledged'],
    [record.writes_rejected, 'rejected'],
  ] as const;
  const found = fates.flatMap(([count, fate]) => (count ? [`${count} ${fate}`] : []));
  return found.length === 0 ? [] : [`contributions: ${found.join(', ')}`];
}

/** Workloads that read what people wrote: what met there is an answer, and not a setting. */
const HISTORIES: readonly string[] = ['git', 'log'];

function concurrencyOfHistory(record: RepetitionRecord): readonly string[] {
  const { workload, writes_issued: writes } = record;
  const { writes_concurrent: concurrent, writes_conflicting: conflicting } = record;
  if (!HISTORIES.includes(workload) || !writes) return [];
  if (concurrent === null || conflicting === null) return [];
  const counts = {
    writes,
    concurrent_writes: concurrent,
    mergeable_writes: concurrent - conflicting,
    conflicting_writes: conflicting,
  };
  return [`${workload}: ${originOf(record)}${describeConcurrency(counts)}`];
}

/** What was imported: `120 commits of 3 authors in 24 rounds: `. */
function originOf({ commits, agents, rounds }: RepetitionRecord): string {
  if (commits === undefined) return '';
  const authors = counted(agents, 'author');
  return `${counted(commits, 'commit')} of ${authors} in ${counted(rounds, 'round')}: `;
}

function conflictShares(record: RepetitionRecord): readonly string[] {
  const { conflict_share_asked: asked, conflict_share: achieved } = record;
  if (asked === null || achieved === null) return [];
  return [`share of writes in conflict: ${percent(achieved)}, asked ${percent(asked)}`];
}

function unissued(record: RepetitionRecord): readonly string[] {
  const { rate_per_second: rate } = record;
  if (!record.writes_unissued) return [];
  const asked = rate === null ? '' : ` at ${rate} per second and agent`;
  return [`${unissuedOf(record)} could not be issued in time${asked}`];
}
