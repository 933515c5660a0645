// What stands where in a results folder: every name in one place, as the public contract has them.

/** Files, relative to the results folder. */
export const STUDY_FILES = {
  manifest: 'manifest.json',
  journal: 'cells.jsonl',
  csv: 'results.csv',
  json: 'results.json',
  histogram_log: 'histograms.hlog',
  summary: 'summary.md',
  report: 'report.html',
  log: 'log.txt',
} as const;

/** Folders, relative to the results folder. */
export const STUDY_FOLDERS = {
  figures: 'figures',
  tables: 'tables',
  /** Percentile distributions, one file per cell and phase. */
  histograms: 'histograms',
  failures: 'failures',
  /** Ledgers, observations and final readings, from which a study is judged again. */
  evidence: 'evidence',
  /** Full states of all replicas. */
  blobs: 'blobs',
} as const;

/** In a folder of its own for every failure. */
export const FAILURE_FILES = {
  /** Which repetition it was, and what is wrong. */
  failure: 'failure.json',
  how_to: 'how-to.txt',
  /** What happened, one event a line; left out where no evidence was kept. */
  trace: 'trace.jsonl',
} as const;

/** Held by the one process that writes to the folder; see lock.ts. */
export const LOCK = 'lock';

/** Beside the results folders of a study: a link to the one created last. */
export const LATEST = 'latest';
