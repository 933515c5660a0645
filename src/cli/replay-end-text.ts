// How a replay ended, in words: what of a failure showed again, what did not, and what no replay does again.
// Only what the replay itself came to stands there as its own.

import type {
  Broken,
  Outlived,
  Replayed,
  ReplayEnd,
} from '../coordinator/replay/replay-recorded.js';
import type { Reproduction } from '../coordinator/replay/reproduction.js';
import { isLost, isWhole } from '../coordinator/replay/reproduction.js';
import { printable } from '../model/quote.js';
import { counted } from '../model/wording.js';
import type { Judgement } from '../verdict/judge.js';

const MAX_AGENTS_NAMED = 5;

export const OUTLIVED = 'the repetition broke in what came after the end of its history';

export function endLines(replayed: ReplayEnd): readonly string[] {
  const { reproduction } = replayed;
  return [
    ...howItEnded(replayed),
    ...notReplayedLines(reproduction),
    ...(isLost(reproduction) ? [lostLine(reproduction)] : []),
  ];
}

function howItEnded(replayed: ReplayEnd): readonly string[] {
  switch (replayed.type) {
    case 'replayed':
      return judgedLines(replayed);
    case 'broken':
      return brokenLines(replayed);
    case 'outlived':
      return outlivedLines(replayed);
  }
}

function outlivedLines({ recorded }: Outlived): readonly string[] {
  return [`verdict: none, replayed to its end: ${OUTLIVED}`, `recorded: ${recorded.verdict}`];
}

/** Without a finding of it, what it threw says nothing of the merge. */
function brokenLines({ reason, judgement, recorded }: Broken): readonly string[] {
  const verdict = judgement.verdict === 'UNKNOWN' ? 'none' : judgement.verdict;
  return [
    `verdict: ${verdict}, the strategy threw: ${printable(reason)}`,
    `recorded: ${recorded.verdict}`,
    ...findingLines(judgement),
  ];
}

function judgedLines(replayed: Replayed): readonly string[] {
  const { judgement, differing, evidence, reproduction } = replayed;
  return [
    `verdict: ${judgement.verdict}, ${likenessOf(replayed)}`,
    `contents: ${contentsText(differing, evidence.ledger.agents.length)}`,
    ...(isWhole(reproduction) ? [] : checkLines(reproduction)),
    ...findingLines(judgement),
  ];
}

function findingLines({ findings }: Judgement): readonly string[] {
  return findings.flatMap(({ check, verdict, reasons }) =>
    verdict === 'PASS' ? [] : reasonLines(`${check}: ${verdict}`, reasons),
  );
}

function likenessOf({ judgement, recorded, reproduction }: Replayed): string {
  if (judgement.verdict !== recorded.verdict) return `recorded was ${recorded.verdict}`;
  return isWhole(reproduction) ? 'as recorded' : 'as recorded, but not by the same checks';
}

function checkLines({
  reproduced,
  not_reproduced,
  only_replayed,
}: Reproduction): readonly string[] {
  const groups = [
    ['failed again', reproduced],
    ['failed then, not now', not_reproduced],
    ['failed now, not then', only_replayed],
  ] as const;
  return groups.flatMap(([title, checks]) =>
    checks.length === 0 ? [] : [`${title}: ${checks.join(', ')}`],
  );
}

function notReplayedLines({ not_replayed, raw_blobs }: Reproduction): readonly string[] {
  const findings = not_replayed.map(({ check, recorded_verdict }) => {
    return `not replayed: ${check} (recorded ${recorded_verdict})`;
  });
  const blobs = counted(raw_blobs, 'damaged blob');
  const raw = `not replayed: ${blobs} that the engine was handed raw`;
  return raw_blobs === 0 ? findings : [...findings, raw];
}

function lostLine({ raw_blobs }: Reproduction): string {
  const where = raw_blobs === 0 ? 'in a replay' : 'without the damaged blobs';
  return `not reproduced: the failure does not show ${where}: execute the repetition again`;
}

function reasonLines(title: string, reasons: readonly string[]): readonly string[] {
  return [title, ...reasons.map((reason) => `  ${printable(reason)}`)];
}

function contentsText(differing: readonly string[], agents: number): string {
  if (differing.length === 0) return `as recorded at ${counted(agents, 'replica')}`;
  const named = differing.slice(0, MAX_AGENTS_NAMED).map(printable).join(', ');
  const more = differing.length > MAX_AGENTS_NAMED ? ', …' : '';
  return `not as recorded at ${differing.length} of ${counted(agents, 'replica')}: ${named}${more}`;
}
