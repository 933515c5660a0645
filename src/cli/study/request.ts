// What a user of `mergestorm study` asks for: a new study from flags and a file, or one that goes on.

import { resolve } from 'node:path';
import { parseStoredConfiguration } from '../../coordinator/configuration/stored.js';
import type { StudyConfiguration } from '../../coordinator/study.js';
import { resolveStudyFolder } from '../../results/study/folder.js';
import { readManifest } from '../../results/study/manifest-file.js';
import { configurationFrom } from '../study-options.js';
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
  // A resumed study needs no flags. Where some are given, they must say what the folder says.
  return { type: 'resume', folder, study: configurationFrom(typed, file, storedIn(folder)) };
}

function storedIn(folder: string): StudyConfiguration {
  return parseStoredConfiguration(readManifest(folder).study);
}
