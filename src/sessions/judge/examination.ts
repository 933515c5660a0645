// What a property found, and the finding that comes of it: violated where there is one violation, undecided where
// there was nothing to hold the property against.

import type { Verdict } from '../../model/verdict.js';
import { grouped } from '../../model/wording.js';
import type { RaceHistory } from '../history.js';
import type { Property, PropertyFinding } from './property.js';

export interface Violation {
  readonly message: string;
  /** Indexes into the history. */
  readonly evidence: readonly number[];
}

export interface Examination {
  readonly examined: number;
  readonly violations: readonly Violation[];
  /** What to add where it holds. */
  readonly note?: string;
}

export interface PropertyDraft {
  readonly name: string;
  readonly summary: string;
  /** What a case is, in the plural: `takeovers`. */
  readonly cases: string;
  readonly examine: (history: RaceHistory) => Examination;
}

const MAX_EVIDENCE = 20;

export function defineProperty({ name, summary, cases, examine }: PropertyDraft): Property {
  const check = (history: RaceHistory): PropertyFinding => {
    const examination = examine(history);
    const { examined, violations } = examination;
    return {
      property: name,
      verdict: verdictOn(examination),
      message: messageOn(examination, cases),
      examined,
      evidence: evidenceOf(violations),
    };
  };
  return { name, summary, check };
}

function verdictOn({ examined, violations }: Examination): Verdict {
  if (violations.length > 0) return 'FAIL';
  return examined === 0 ? 'UNKNOWN' : 'PASS';
}

function messageOn({ examined, violations, note }: Examination, cases: string): string {
  const [first] = violations;
  if (first)
    return violations.length === 1 ? first.message : `${first.message}${countOf(violations)}`;
  const remark = note === undefined ? '' : `; ${note}`;
  return examined === 0
    ? `no ${cases} to judge${remark}`
    : `${grouped(examined)} ${cases}${remark}`;
}

function countOf({ length }: readonly Violation[]): string {
  return ` (and ${length - 1} more)`;
}

function evidenceOf(violations: readonly Violation[]): readonly number[] {
  const indexes = new Set(violations.flatMap(({ evidence }) => evidence));
  return [...indexes].sort((one, other) => one - other).slice(0, MAX_EVIDENCE);
}
