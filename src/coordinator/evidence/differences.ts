// In what a judgement made again is not the one that was stored. Everything that was judged is compared:
// verdict, outcome, every count, every finding with its reasons.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { RepetitionRecord } from '../../results/record.js';
import type { Judgement } from '../../verdict/judge.js';
import type { Finding } from '../../verdict/check.js';

type Judged = Omit<Judgement, 'findings'>;

/** One line each, as `writes_lost: stored 0, judged again 3`; empty where they are alike. */
export function differencesOf(stored: RepetitionRecord, again: Judgement): readonly string[] {
  const { findings, ...judged } = again;
  const names = Object.keys(judged) as (keyof Judged)[];
  return [
    ...names.flatMap((name) => differenceOf(name, stored[name], judged[name])),
    ...findingDifferences(stored.findings, findings),
  ];
}

function findingDifferences(
  stored: readonly Finding[],
  again: readonly Finding[],
): readonly string[] {
  const checks = new Set([...stored, ...again].map(({ check }) => check));
  return [...checks].flatMap((check) => {
    const [before, after] = [findingOf(check, stored), findingOf(check, again)];
    if (before?.verdict !== after?.verdict) {
      return differenceOf(check, before?.verdict ?? null, after?.verdict ?? null);
    }
    return differenceOf(`${check}, reasons`, before?.reasons ?? [], after?.reasons ?? []);
  });
}

function findingOf(check: string, findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => finding.check === check);
}

function differenceOf(what: string, stored: Json, again: Json): readonly string[] {
  const [before, after] = [canonicalJson(stored), canonicalJson(again)];
  return before === after ? [] : [`${what}: stored ${before}, judged again ${after}`];
}
