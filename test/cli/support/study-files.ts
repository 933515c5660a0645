// Study files of a test, and what becomes of them.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFrom } from '../../../src/cli/study-options.js';
import type { StudyConfiguration } from '../../../src/coordinator/study.js';
import { UserError } from '../../../src/model/problem.js';
import { temporaryFolder } from './mergestorm.js';

export const FILE_NAME = 'nightly.yaml';

export interface StudyFile {
  readonly path: string;
  readonly folder: string;
}

/** A study file in a folder of its own, gone after the test. */
export function writeStudyFile(content: string | Uint8Array): StudyFile {
  const folder = temporaryFolder();
  const path = join(folder, FILE_NAME);
  writeFileSync(path, content);
  return { path, folder };
}

type Typed = Readonly<Record<string, unknown>>;

export function configurationOf(content: string, typed: Typed = {}): StudyConfiguration {
  return configurationFrom(typed, writeStudyFile(content).path);
}

/** Exit code and message, with the folder of the file left out; null where it can be used. */
export function refusalOf(
  content: string | Uint8Array,
  typed: Typed = {},
): readonly [code: number, message: string] | null {
  const { path, folder } = writeStudyFile(content);
  return refusalBy(() => configurationFrom(typed, path), folder);
}

export function refusalBy(
  act: () => unknown,
  folder = '/nowhere',
): readonly [code: number, message: string] | null {
  try {
    act();
    return null;
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return [thrown.exit_code, thrown.message.replaceAll(`${folder}/`, '')];
  }
}
