// `--threshold`, the one flag that may be given more than once.

import { parseThreshold } from '../results/threshold.js';
import type { Threshold } from '../results/threshold.js';
import { badFlag } from './numbers.js';

/** @throws UserError (exit 64) for a threshold that cannot be read or names nothing that is measured. */
export function parseThresholds(typed: Readonly<Record<string, unknown>>): readonly Threshold[] {
  const value = typed['threshold'];
  const texts: readonly unknown[] =
    value === undefined ? [] : Array.isArray(value) ? value : [value];
  return texts.map((text) => {
    const parsed = parseThreshold(String(text));
    if ('problem' in parsed) throw badFlag('threshold', String(text), parsed.problem);
    return parsed;
  });
}
