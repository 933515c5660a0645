// Which of the checks that a repetition failed fail again when its history is replayed. What was not seen again
// is named apart, so that nobody takes what stands on record for what a replay has shown.

import type { Verdict } from '../../model/verdict.js';
import type { Finding } from '../../verdict/check.js';
import { STATE_CHECKS } from '../../verdict/checks/registry.js';
import type { Evidence } from '../../verdict/evidence.js';

/** Names of checks, in the order of their registry. */
export interface Reproduction {
  /** Failed then and in the replay. */
  readonly reproduced: readonly string[];
  /** Failed then alone. */
  readonly not_reproduced: readonly string[];
  /** Failed in the replay alone. */
  readonly only_replayed: readonly string[];
  /** Did not pass then, and look at what no replay does again. */
  readonly not_replayed: readonly RecordedFinding[];
  /** Blobs that the engine was handed damaged, without an envelope; a replay hands it none of them. */
  readonly raw_blobs: number;
}

export interface RecordedFinding {
  readonly check: string;
  readonly recorded_verdict: Verdict;
}

/** @param replayed none where the replay could not be judged. */
export function reproductionOf(
  recorded: readonly Finding[],
  replayed: readonly Finding[],
  { detection }: Pick<Evidence, 'detection'>,
): Reproduction {
  const [then, now] = [failingOf(recorded.filter(canBeReplayed)), failingOf(replayed)];
  return {
    reproduced: then.filter((check) => now.includes(check)),
    not_reproduced: then.filter((check) => !now.includes(check)),
    only_replayed: now.filter((check) => !then.includes(check)),
    not_replayed: recorded
      .filter((finding) => finding.verdict !== 'PASS' && !canBeReplayed(finding))
      .map(({ check, verdict }) => ({ check, recorded_verdict: verdict })),
    raw_blobs: detection?.damaged_count ?? 0,
  };
}

/** The repetition failed, and the replay shows nothing of it. */
export function isLost({ reproduced, not_reproduced, not_replayed }: Reproduction): boolean {
  const unseen = not_replayed.some(({ recorded_verdict }) => recorded_verdict === 'FAIL');
  return reproduced.length === 0 && (not_reproduced.length > 0 || unseen);
}

/** Exactly the checks that failed then fail now. */
export function isWhole({ not_reproduced, only_replayed }: Reproduction): boolean {
  return not_reproduced.length === 0 && only_replayed.length === 0;
}

/** Names of the checks that fail. */
export function failingOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ check, verdict }) => (verdict === 'FAIL' ? [check] : []));
}

const REPLAYED_CHECKS = new Set(STATE_CHECKS.map(({ name }) => name));

function canBeReplayed({ check }: Finding): boolean {
  return REPLAYED_CHECKS.has(check);
}
