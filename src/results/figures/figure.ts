// What a figure is: a name for its files, and a Vega-Lite specification made from a study.

import type { Json } from '../../model/json.js';
import type { AnalysedStudy } from '../analysis/analysis.js';

/** A Vega-Lite v6 specification with its data inline. Plain JSON, so that it is written as it is. */
export type FigureSpec = { readonly [key: string]: Json } & {
  readonly title: { readonly text: string; readonly subtitle: readonly string[] };
  /** For whoever cannot see the figure. */
  readonly description: string;
};

export interface Figure {
  /** Of its files, without an ending. */
  readonly name: string;
  /** Null where the study has nothing to show in it. */
  readonly specOf: (study: AnalysedStudy) => FigureSpec | null;
}
