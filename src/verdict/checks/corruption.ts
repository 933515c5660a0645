// What an engine did with damaged bytes that it was handed without an envelope. Throwing is right, as long as
// nothing has changed by then.

import type { DetectionCounts } from '../../model/detection.js';
import type { Check, CheckResult } from '../check.js';
import { failed, PASSED } from '../check.js';
import type { Examination } from '../examination.js';

export const corruption: Check = {
  name: 'corruption',
  summary: 'no damaged blob changes what a replica holds',
  looks_at: 'surroundings',
  examine,
};

function examine({ detection }: Examination): CheckResult {
  if (!detection) return PASSED;
  const reasons = [
    reasonFor(detection.silently_changed_count, detection, 'changed state without an error'),
    reasonFor(detection.changed_and_thrown_count, detection, 'changed state and then threw'),
  ].flat();
  return reasons.length > 0 ? failed(reasons) : PASSED;
}

function reasonFor(count: number, { damaged_count }: DetectionCounts, what: string): string[] {
  if (count === 0) return [];
  const percent = ((100 * count) / damaged_count).toFixed(1);
  return [`${count} of ${damaged_count} damaged blobs ${what} (${percent} %)`];
}
