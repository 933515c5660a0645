// From a manifest back to the study it describes, so that it can go on where it ended.

import { EXIT, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import type { StudyConfiguration } from '../study.js';
import { deepFreeze } from '../../model/freeze.js';
import { storedConfiguration } from './stored-schema.js';

/**
 * The resolved study of a manifest, frozen.
 * @param json what `JSON.parse` made of it.
 * @throws UserError (exit 65) naming the first part of it that no study can have.
 */
export function parseStoredConfiguration(json: unknown): StudyConfiguration {
  const { data, error } = storedConfiguration.safeParse(json);
  if (data) return deepFreeze(data);
  const [issue] = error.issues;
  throw new UserError(EXIT.corrupt_results, {
    what: 'study cannot be resumed',
    where: printable(['manifest.json', 'study', ...(issue?.path ?? [])].join('.')),
    remedy: `${printable(issue?.message ?? 'unusable')}: start a new study`,
  });
}
