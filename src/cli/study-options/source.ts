// Where options come from, a command line or a study file, and how an error says which. The rules are the
// same for both; only the place differs that a user has to look at.

import type { UserError } from '../../model/problem.js';
import type { Fault } from './fault.js';
import type { OptionName, StudyOptions } from './schema.js';

export interface Source {
  /** Options as they were found, unchecked. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What an option, or one of a group, is called here: `--agents` or `agents`, `--skew` or `mixed.field_skew`. */
  nameOf(option: OptionName, part?: string): string;
  /** The error about one option of this source. */
  problem(fault: Fault): UserError;
}

/** A source whose options can be used, each by itself. Paths are relative to the working directory. */
export interface CheckedSource {
  readonly source: Source;
  readonly options: StudyOptions;
}
