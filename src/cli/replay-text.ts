// What a replay comes to, in words and as JSON. Whatever came from a file is made printable.

import { narrate } from '../coordinator/replay/narration.js';
import type { RecordedHistory } from '../coordinator/replay/recorded-history.js';
import type { Broken, Replayed, ReplayEnd } from '../coordinator/replay/replay-recorded.js';
import type { ShrunkHistory } from '../coordinator/replay/shrink-recorded.js';
import { printable } from '../model/quote.js';
import { shellQuote } from '../model/shell.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import { strictJson } from '../results/strict-json.js';
import type { Evidence } from '../verdict/evidence.js';
import { counted } from '../model/wording.js';
import { endLines, OUTLIVED } from './replay-end-text.js';

export interface ReplaySummary {
  readonly history: RecordedHistory;
  readonly replayed: ReplayEnd;
  /** Null where it was not asked for, or nothing fails. */
  readonly shrunk: ShrunkHistory | null;
  /** Where a history was written to; null where none was. */
  readonly out: string | null;
}

/** @param asked what the user asked for. */
export function replayLines(summary: ReplaySummary, asked: 'replay' | 'shrink'): readonly string[] {
  const { history, replayed, shrunk, out } = summary;
  return [
    ...headLines(history),
    ...endLines(replayed),
    ...(asked === 'shrink' ? shrunkLines(shrunk, replayed) : []),
    ...(out === null ? [] : [`written: ${printable(out)} (${replayCommandOf(out, history)})`]),
  ];
}

/** Nothing executes a plug-in unasked. */
function replayCommandOf(out: string, { terms }: RecordedHistory): string {
  const named = [terms.strategy, terms.model].some(({ type }) => type === 'plugin');
  return `mergestorm replay ${shellQuote(out)}${named ? ' --load-plugins' : ''}`;
}

/** Another version may do otherwise, and rightly so. */
export function versionLines(
  { history }: ReplaySummary,
  { name, version }: { readonly name: string; readonly version: string },
): readonly string[] {
  const { strategy_version } = history.terms;
  if (strategy_version === version) return [];
  const versions = `${strategy_version}, and is replayed with ${version}`;
  return [printable(`the history was made with ${name} ${versions}`)];
}

/** Events as told to people, and the counts; the history itself is what --out writes. */
export function replayJson({ history, replayed, shrunk, out }: ReplaySummary): string {
  const { strategy, strategy_version, seed } = history.terms;
  return strictJson({
    schema_version: SCHEMA_VERSION,
    visit: history.visit,
    ...{ strategy, strategy_version, seed },
    recorded_verdict: replayed.recorded.verdict,
    ...endData(replayed),
    ...replayed.reproduction,
    ...sizeOf(history.evidence),
    shrunk: shrunk && {
      ...{ check: shrunk.check, type: shrunk.type, attempts: shrunk.attempts },
      ...sizeOf(shrunk.history.evidence),
      events: narrate(shrunk.history.evidence.ledger.entries()),
    },
    out,
  });
}

function endData(end: ReplayEnd) {
  switch (end.type) {
    case 'replayed':
      return judgedData(end);
    case 'broken':
      return brokenData(end);
    case 'outlived':
      return outlivedData();
  }
}

function outlivedData() {
  return {
    verdict: 'UNKNOWN',
    contents_as_recorded: null,
    differing_agents: [],
    findings: [],
    reason: OUTLIVED,
  };
}

function brokenData({ reason, judgement }: Broken) {
  return {
    verdict: judgement.verdict,
    contents_as_recorded: null,
    differing_agents: [],
    findings: judgement.findings,
    reason,
  };
}

function judgedData({ judgement, differing }: Replayed) {
  return {
    verdict: judgement.verdict,
    contents_as_recorded: differing.length === 0,
    differing_agents: differing,
    findings: judgement.findings,
    reason: null,
  };
}

function headLines({ visit, evidence, terms }: RecordedHistory): readonly string[] {
  const { strategy_version, seed } = terms;
  return [
    printable(`replayed: ${visit} (version ${strategy_version}, seed ${seed})`),
    `history: ${sizeText(evidence)}`,
  ];
}

function shrunkLines(shrunk: ShrunkHistory | null, { recorded }: ReplayEnd): readonly string[] {
  if (!shrunk) {
    return recorded.verdict === 'FAIL'
      ? ['shrunk: nothing: the replay does not fail by itself']
      : ['shrunk: no check fails, so there is nothing to look for'];
  }
  const { check, type, attempts, history } = shrunk;
  const end =
    type === 'minimal'
      ? 'nothing more can be left out'
      : 'more could be left out: raise --attempts';
  const tried = attempts === 1 ? '1 history tried' : `${attempts} histories tried`;
  const events = narrate(history.evidence.ledger.entries());
  return [
    `shrunk: ${sizeText(history.evidence)} fail ${check} (${tried}, ${end})`,
    ...events.map((event, index) => `  ${index + 1}. ${event}`),
  ];
}

function sizeOf({ ledger }: Evidence) {
  const { agents, rounds } = ledger;
  return { agents: agents.length, rounds: rounds.length, writes: rounds.flat(2).length };
}

function sizeText(evidence: Evidence): string {
  const { agents, rounds, writes } = sizeOf(evidence);
  const parts = [counted(agents, 'agent'), counted(rounds, 'round'), counted(writes, 'write')];
  return parts.join(', ');
}
