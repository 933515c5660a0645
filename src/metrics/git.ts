// The commit of a checkout, read from git's own files: no process is started, and no git need be there.

import { isAbsolute, join } from 'node:path';
import { readText, type ReadText } from './text-file.js';

const COMMIT = /^[0-9a-f]{40,64}$/;

/** The commit checked out in that folder; null where the folder is not the root of a checkout. */
export function readGitCommit(folder: string, read: ReadText = readText): string | null {
  const git = gitFolder(folder, read);
  const head = lineOf(read(join(git, 'HEAD')));
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  const commit = ref === undefined ? head : resolveRef(git, ref, read);
  return COMMIT.test(commit) ? commit : null;
}

/** In a linked worktree or a submodule `.git` is a file that names the real folder. */
function gitFolder(folder: string, read: ReadText): string {
  const git = join(folder, '.git');
  const target = /^gitdir: (.+)$/.exec(lineOf(read(git)))?.[1];
  if (target === undefined) return git;
  return isAbsolute(target) ? target : join(folder, target);
}

/** Branches of a linked worktree are kept with those of the main one, loose or packed. */
function resolveRef(git: string, ref: string, read: ReadText): string {
  const common = lineOf(read(join(git, 'commondir')));
  const home = common === '' ? git : isAbsolute(common) ? common : join(git, common);
  const loose = lineOf(read(join(home, ref)));
  if (loose !== '') return loose;
  const packed = (read(join(home, 'packed-refs')) ?? '').split('\n');
  return packed.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0] ?? '';
}

function lineOf(text: string | null): string {
  return (text ?? '').trim();
}
