// The flags as a parser declares them: their help, with the default of each command.

import type { CompleteOptions } from './defaults.js';
import { RUN_DEFAULTS, STUDY_DEFAULTS } from './defaults.js';
import type { FlagShape, StudyFlag, StudyOnlyFlag } from './flags.js';
import { STUDY_FLAG_SHAPES, STUDY_ONLY_SHAPES } from './flags.js';

export interface FlagSpec {
  readonly type: 'string' | 'boolean';
  readonly describe: string;
}

/** Flags of `run` that describe its study. */
export const RUN_STUDY_FLAGS: Readonly<Record<StudyFlag, FlagSpec>> = specsOf(
  STUDY_FLAG_SHAPES,
  RUN_DEFAULTS,
);

/** Flags of `study` that describe it, those of `run` and more; `--threshold` may be repeated. */
export const STUDY_COMMAND_FLAGS: Readonly<
  Record<StudyFlag | StudyOnlyFlag | 'threshold' | 'keep-blobs' | 'force', FlagSpec>
> = {
  ...specsOf({ ...STUDY_FLAG_SHAPES, ...STUDY_ONLY_SHAPES }, STUDY_DEFAULTS),
  threshold: {
    type: 'string',
    describe: "exit with 3 unless, e.g. 'import:p99<5ms'; may be repeated",
  },
  'keep-blobs': { type: 'boolean', describe: "store every replica's full state" },
  force: { type: 'boolean', describe: 'try also what may not fit in memory' },
};

function specsOf<F extends string>(
  shapes: Readonly<Record<F, FlagShape>>,
  defaults: CompleteOptions,
): Readonly<Record<F, FlagSpec>> {
  const specs = Object.entries<FlagShape>(shapes).map(([flag, { path, describe }]) => {
    const usual = shownDefault(defaults, path);
    return [flag, { type: 'string', describe: usual ? `${describe} (${usual})` : describe }];
  });
  return Object.fromEntries(specs) as Readonly<Record<F, FlagSpec>>;
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries<unknown>((value ?? {}) as Readonly<Record<string, unknown>>));
}

/** As it would be typed; empty where there is none. */
function shownDefault(defaults: CompleteOptions, [option, part]: FlagShape['path']): string {
  const value = part === undefined ? defaults[option] : partsOf(defaults[option]).get(part);
  if (value === undefined || value === null) return '';
  const entries = typeof value === 'object' ? [...partsOf(value).values()] : [value];
  return entries.join(',');
}
