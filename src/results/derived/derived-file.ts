// A file of a results folder that is made from journal and manifest alone.

import type { AnalysedStudy } from '../analysis/analysis.js';

export interface DerivedFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** Makes some of the files. Pure: the same study gives the same bytes, on any machine, at any time. */
export type Deriver = (
  study: AnalysedStudy,
) => readonly DerivedFile[] | Promise<readonly DerivedFile[]>;
