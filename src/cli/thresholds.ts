// `--threshold`, the one flag that may be given more than once.

import { EXIT, UserError } from '../model/problem.js';
import { quoted } from '../model/quote.js';
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

/** Those that a study was executed with. @throws UserError (exit 65) for one that cannot be read. */
export function storedThresholds(texts: readonly string[]): readonly Threshold[] {
  return texts.map((text) => {
    const parsed = parseThreshold(text);
    if (!('problem' in parsed)) return parsed;
    throw new UserError(EXIT.corrupt_results, {
      what: 'bad threshold',
      where: `manifest.json ${quoted(text)}`,
      remedy: parsed.problem,
    });
  });
}
