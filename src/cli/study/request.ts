// What a user of `mergestorm study` asks for: a new study from flags and a file, or one that goes on.

import { resolve } from 'node:path';
import { parseStoredConfiguration } from '../../coordinator/configuration/stored.js';
import type { StudyConfiguration } from '../../coordinator/study.js';
import { resolveStudyFolder } from '../../results/study/folder.js';
import { readManifest } from '../../results/study/manifest-file.js';
import { configurationFrom, STUDY_CONFIGURATION_FLAGS } from '../study-options.js';
import { textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

export type StudyRequest =
  | { readonly type: 'new'; readonly study: StudyConfiguration }
  | { readonly type: 'resume'; readonly study: StudyConfiguration; readonly folder: string };

/** @throws UserError (exit 64, 65, 66 or 69) for what cannot be used. */
export function requestFrom(typed: Typed): StudyRequest {
  const file = textOf(typed, 'file');
  const resumed = textOf(typed, 'resume');
  if (resumed === undefined) return { type: 'new', study: configurationFrom(typed, file) };
  const folder = resolve(resolveStudyFolder(resumed));
  const asked = isConfigured(typed, file) ? configurationFrom(typed, file) : null;
  return { type: 'resume', folder, study: asked ?? storedIn(folder) };
}

/** A resumed study needs no flags. Where some are given, they must say what the folder says. */
function isConfigured(typed: Typed, file: string | undefined): boolean {
  return file !== undefined || STUDY_CONFIGURATION_FLAGS.some((flag) => typed[flag] !== undefined);
}

function storedIn(folder: string): StudyConfiguration {
  return parseStoredConfiguration(readManifest(folder).study);
}
