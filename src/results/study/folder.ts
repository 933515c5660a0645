// Where a study's results stand: `<base>/<study>/<UTC timestamp>`, never one that was there before, and a
// link `latest` beside them.

import { mkdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable, quoted } from '../../model/quote.js';
import { createFolders } from '../files.js';
import { missingResults } from './corrupt.js';
import { codeOf, discard, syncFolder } from './disk.js';
import { LATEST, STUDY_FILES } from './layout.js';

export interface NewStudyFolder {
  /** The folder of all studies, created where it is missing. */
  readonly base: string;
  /** The study's name. */
  readonly study: string;
  readonly started_at: Date;
}

/**
 * Creates the folder of a new study, and points `latest` at it. Returns its absolute path.
 * @throws UserError (exit 64) where the name cannot name a folder, (73) where none can be created.
 */
export function createStudyFolder({ base, study, started_at }: NewStudyFolder): string {
  requireStudyName(study);
  const parent = resolve(base, study);
  try {
    createFolders(parent);
    const name = createUnique(parent, timestampOf(started_at));
    syncFolder(parent);
    pointLatest(parent, name);
    return join(parent, name);
  } catch (thrown) {
    const parts = { what: 'cannot create', where: printable(parent), remedy: messageOf(thrown) };
    throw new UserError(EXIT.cannot_create, parts, thrown);
  }
}

const MAX_NAME_BYTES = 100;
/** Letters and digits of any script. Nothing that a path, a shell or a flag would take for its own. */
const STUDY_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.+-]*[\p{L}\p{N}\p{M}_+-])?$/u;

/** @throws UserError (exit 64) where a study of that name could not have a folder. */
export function requireStudyName(study: string): void {
  if (STUDY_NAME.test(study) && Buffer.byteLength(study) <= MAX_NAME_BYTES) return;
  throw new UserError(EXIT.usage, {
    what: 'study name cannot name a folder',
    where: quoted(study),
    remedy: `use letters, digits and _ . + - inside, up to ${MAX_NAME_BYTES} bytes`,
  });
}

/**
 * The results folder that a path names: itself, a link to it, or a study's folder, of which it is the
 * latest. Links are followed, so that a study that starts meanwhile changes nothing.
 * @throws UserError (exit 66) where there are no results.
 */
export function resolveStudyFolder(path: string): string {
  const candidates = [path, join(path, LATEST)];
  const found = candidates.find((folder) => exists(join(folder, STUDY_FILES.manifest)));
  if (found !== undefined) return realpathSync(found);
  const reason = exists(path) ? `it has no ${STUDY_FILES.manifest}` : 'there is no such folder';
  throw missingResults(path, `${reason}: name the results folder of a study`);
}

/** `2026-11-21T01-09-49Z`: sorts by time, and has no colon, which Windows refuses. */
function timestampOf(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** The name itself, or with a number behind it where studies started within one second. */
function createUnique(parent: string, timestamp: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? timestamp : `${timestamp}-${number}`;
    try {
      mkdirSync(join(parent, name));
      return name;
    } catch (thrown) {
      if (codeOf(thrown) !== 'EEXIST') throw thrown;
    }
  }
}

/** Replaced in one step. A convenience: where links cannot be made, there is none. */
function pointLatest(parent: string, name: string): void {
  const partial = join(parent, `${LATEST}.partial-${process.pid}`);
  try {
    rmSync(partial, { force: true });
    symlinkSync(name, partial, 'dir');
    renameSync(partial, join(parent, LATEST));
  } catch {
    discard(partial);
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
