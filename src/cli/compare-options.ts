// The flags of `compare`.

export const COMPARE_FLAGS = {
  'tolerance-percent': {
    type: 'string',
    describe: 'differences of up to so much are none (5)',
  },
  force: { type: 'boolean', describe: 'compare also what differs in machine or settings' },
  all: { type: 'boolean', describe: 'list every comparison, not only what changed' },
  'all-metrics': { type: 'boolean', describe: 'list also metrics that are no gates' },
  json: { type: 'boolean', describe: 'the comparison as JSON on stdout, and nothing else there' },
  'export-markdown': { type: 'string', describe: 'write the comparison as Markdown' },
} as const satisfies Readonly<Record<string, { type: 'string' | 'boolean'; describe: string }>>;

export type CompareFlag = keyof typeof COMPARE_FLAGS;
