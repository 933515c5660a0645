// The flags of `export`.

import { EXPORTER_NAMES } from '../results/exporters/registry.js';

export const EXPORT_FLAGS = {
  format: { type: 'string', describe: `one of ${EXPORTER_NAMES.join(', ')}` },
  out: { type: 'string', describe: 'file to write (-: stdout)' },
} as const satisfies Readonly<Record<string, { type: 'string' | 'boolean'; describe: string }>>;

export type ExportFlag = keyof typeof EXPORT_FLAGS;
