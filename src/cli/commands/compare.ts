// `mergestorm compare BASE NEW`: what changed between two studies, and a gate that closes on what got worse.

import { EXIT, type ExitCode, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { compareStudies } from '../../results/compare/compare-studies.js';
import { differencesOf } from '../../results/compare/comparability.js';
import {
  renderStudyComparison,
  studyComparisonJson,
  studyComparisonMarkdown,
} from '../../results/compare/render.js';
import type { Detail } from '../../results/compare/sections.js';
import type { Conclusion, StudyComparison } from '../../results/compare/study-comparison.js';
import { requireWritableFile, writeWhole } from '../../results/files.js';
import type { Manifest } from '../../results/manifest.js';
import { readNamedStudy } from '../named-study.js';
import { parseDecimal } from '../numbers.js';
import { textOptionsFor } from '../terminal.js';
import { isSet, textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

const DEFAULT_TOLERANCE = '5';
/** Below, the drift of a quiet machine alone would leave everything undecided. */
const TOLERANCE_BOUNDS = { min: 1, max: 1_000 };

const EXIT_OF: Readonly<Record<Conclusion['type'], ExitCode>> = {
  regression: EXIT.threshold,
  undecided: EXIT.undecided,
  quiet: EXIT.ok,
};

/** Expects `base` and `new` among what was typed: two results folders. */
export function compareCommand(typed: Typed): Promise<void> {
  const tolerance = textOf(typed, 'tolerance-percent') ?? DEFAULT_TOLERANCE;
  const tolerance_percent = parseDecimal('tolerance-percent', tolerance, TOLERANCE_BOUNDS);
  const markdown_path = textOf(typed, 'export-markdown');
  if (markdown_path !== undefined) requireWritableFile(markdown_path);
  const [base, next] = [readNamedStudy(typed, 'base'), readNamedStudy(typed, 'new')];
  if (!isSet(typed, 'force')) refuseIncomparable(base.manifest, next.manifest);
  const comparison = compareStudies(base, next, tolerance_percent);
  const detail = detailOf(typed);
  print(comparison, detail, typed);
  if (markdown_path !== undefined) {
    writeWhole(markdown_path, studyComparisonMarkdown(comparison, detail));
  }
  process.exitCode = EXIT_OF[comparison.conclusion.type];
  return Promise.resolve();
}

function detailOf(typed: Typed): Detail {
  return {
    gates: isSet(typed, 'all') ? 'all' : 'notable',
    others: isSet(typed, 'all-metrics') ? 'shown' : 'hidden',
  };
}

/** What differs in machine or settings would be taken for an effect of what is under test. */
function refuseIncomparable(base: Manifest, next: Manifest): void {
  const differences = differencesOf(base, next).map(({ what, base: before, new: after }) =>
    printable(`${what} ${before} in BASE and ${after} in NEW`),
  );
  if (differences.length === 0) return;
  throw new UserError(EXIT.usage, {
    what: 'studies cannot be compared',
    where: differences.join(', '),
    remedy: 'execute both with the same settings on the same machine, or compare with --force',
  });
}

function print(comparison: StudyComparison, detail: Detail, typed: Typed): void {
  const asJson = isSet(typed, 'json');
  if (asJson) process.stdout.write(studyComparisonJson(comparison));
  const stream = asJson ? process.stderr : process.stdout;
  stream.write(renderStudyComparison(comparison, detail, textOptionsFor(stream)));
}
