// From what is typed to what is executed: sparse options from flags, from a study file or from both become a
// complete and frozen study, once, here. Flags win over the file, the file over defaults.

import type { Study, StudyConfiguration } from '../coordinator/study.js';
import { readStudyFile } from './study-file/read.js';
import { checkSource } from './study-options/check.js';
import { chooseOptions } from './study-options/choose.js';
import { configurationOf, studyOf } from './study-options/complete.js';
import { RUN_DEFAULTS, STUDY_DEFAULTS } from './study-options/defaults.js';
import type { TypedOptions } from './study-options/flag-source.js';
import { flagSource } from './study-options/flag-source.js';
import type { StudyFlag } from './study-options/flags.js';
import { optionsOf } from './study-options/options-of.js';
import { STUDY_FLAG_SHAPES, STUDY_ONLY_SHAPES } from './study-options/flags.js';
import { isSet, textsOf } from './typed-flags.js';

export type { StudyFlag } from './study-options/flags.js';
export { warningsFor } from './study-options/warnings.js';

/** What was typed; a flag that was not is undefined. */
export type TypedFlags = Readonly<Partial<Record<StudyFlag, string>>>;

const FLAGS = Object.keys({ ...STUDY_FLAG_SHAPES, ...STUDY_ONLY_SHAPES });
const WORKING_DIRECTORY = '';

/**
 * The study that flags and a study file describe together.
 * @param typed what the command line's parser hands over.
 * @param file path of a study file, where one is given.
 * @param stored the study that goes on: what flags alone do not say is as it was; a file says everything.
 * @throws UserError (exit 64, or 66 for a file that does not exist) for the first thing that cannot be used.
 */
export function configurationFrom(
  typed: Readonly<Record<string, unknown>>,
  file: string | undefined,
  stored?: StudyConfiguration,
): StudyConfiguration {
  const flags = checkSource(flagSource(typedOptionsOf(typed)), WORKING_DIRECTORY);
  const sources = file === undefined ? [flags] : [flags, readStudyFile(file)];
  const resumed = file === undefined ? stored : undefined;
  const options = chooseOptions(sources, resumed ? optionsOf(resumed) : STUDY_DEFAULTS);
  const memory_check = isSet(typed, 'force') ? 'skip' : (resumed?.memory_check ?? 'refuse');
  return configurationOf(options, memory_check);
}

/** The study of `run`, under its defaults. @throws UserError as for {@link configurationFrom}. */
export function studyFromFlags(
  name: string,
  typed: TypedFlags,
  memory_check: Study['memory_check'],
): Study {
  const source = flagSource({ texts: typed, thresholds: [], blobs: undefined });
  const sources = [checkSource(source, WORKING_DIRECTORY)];
  return studyOf(chooseOptions(sources, { ...RUN_DEFAULTS, study: name }), memory_check);
}

function typedOptionsOf(typed: Readonly<Record<string, unknown>>): TypedOptions {
  const threshold: unknown = typed['threshold'];
  const thresholds = threshold === undefined ? [] : [threshold].flat().map(String);
  const blobs = isSet(typed, 'keep-blobs') ? 'keep' : undefined;
  return { texts: textsOf(typed, FLAGS), thresholds, blobs };
}
