// Where the results of a study go: the folder named, or a new one under bench-results.

import { resolve } from 'node:path';
import { createNewFolder } from '../../results/files.js';
import { createStudyFolder } from '../../results/study/folder.js';
import type { StudyRequest } from './request.js';

/** Where results go when nothing else is said, from where the command is run. */
const RESULTS_FOLDER = 'bench-results';

/**
 * The absolute path of the folder, which exists when this returns.
 * @throws UserError (exit 64 or 73) where none can be created.
 */
export function folderFor(request: StudyRequest, out: string | undefined): string {
  if (request.type === 'resume') return request.folder;
  const { study } = request.study;
  if (out === undefined) {
    return createStudyFolder({ base: RESULTS_FOLDER, study, started_at: new Date() });
  }
  createNewFolder(out);
  return resolve(out);
}
