// The flags that say what becomes of results.

type OutputFlags = Readonly<Record<string, { type: 'string' | 'boolean'; describe: string }>>;

export const OUTPUT_FLAGS = {
  out: {
    type: 'string',
    describe: 'new folder for manifest, results (JSON, CSV, Markdown) and histograms',
  },
  'export-json': { type: 'string', describe: 'write results as JSON' },
  'export-csv': { type: 'string', describe: 'write results as CSV, one row per repetition' },
  'export-markdown': { type: 'string', describe: 'write the comparison table as Markdown' },
  'export-hlog': { type: 'string', describe: 'write latency histograms as an HdrHistogram log' },
  threshold: {
    type: 'string',
    describe: "exit with 3 unless, e.g. 'import:p99<5ms'; may be repeated",
  },
  expect: { type: 'string', describe: "which strategies should pass, e.g. 'lww=pass,crdt=fail'" },
  json: { type: 'boolean', describe: 'results as JSON on stdout, and nothing else there' },
  quiet: { type: 'boolean', describe: 'no tables and no progress' },
  force: { type: 'boolean', describe: 'try also what may not fit in memory' },
  'dry-run': { type: 'boolean', describe: 'print the study and its cells, execute nothing' },
} as const satisfies OutputFlags;

export type OutputFlag = keyof typeof OUTPUT_FLAGS;

/** Of `study`: where results go and what is shown; the gates among its own flags are part of the study. */
export const STUDY_OUTPUT_FLAGS = {
  out: {
    type: 'string',
    describe: 'new folder for the results (bench-results/NAME/TIME)',
  },
  resume: { type: 'string', describe: 'go on with the study in that results folder' },
  json: { type: 'boolean', describe: 'results as JSON on stdout, and nothing else there' },
  quiet: { type: 'boolean', describe: 'no tables and no progress' },
  'dry-run': { type: 'boolean', describe: 'print the plan with estimates, execute nothing' },
} as const satisfies OutputFlags;

export const REPORT_FLAGS = {
  threshold: OUTPUT_FLAGS.threshold,
  json: OUTPUT_FLAGS.json,
  quiet: { type: 'boolean', describe: 'no tables' },
} as const satisfies OutputFlags;

export const ANALYZE_FLAGS = {
  expect: OUTPUT_FLAGS.expect,
  'load-plugins': {
    type: 'boolean',
    describe: 'run the plug-ins that the study names, to read kept states again',
  },
  json: OUTPUT_FLAGS.json,
  quiet: { type: 'boolean', describe: 'no tables' },
} as const satisfies OutputFlags;
