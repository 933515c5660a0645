// Puts the derived files of a study into its results folder. Touches nothing but them: not the manifest, not
// the journal, not what was stored to judge again.

import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { createFolders, writeWhole } from '../files.js';
import { STUDY_FOLDERS } from '../study/layout.js';
import { requireWithin } from '../study/stored-file.js';
import { isStoredPath } from '../study/stored-path.js';
import type { DerivedFile } from './derived-file.js';
import type { LateFile } from './late-file.js';

/** The folders that hold derived files and nothing else. */
const DERIVED_FOLDERS: readonly string[] = [
  STUDY_FOLDERS.figures,
  STUDY_FOLDERS.tables,
  STUDY_FOLDERS.histograms,
  STUDY_FOLDERS.failures,
];

/** What matters about a file before it is made. */
type Named = Pick<DerivedFile, 'path'>;

/**
 * Writes every file whole, and removes what an earlier derivation left in the folders of derived files.
 * @param late made one by one, each when it is written.
 * @throws UserError (exit 73) where a folder cannot be created or is a link, (74) where writing fails.
 */
export function writeDerived(
  folder: string,
  files: readonly DerivedFile[],
  late: readonly LateFile[] = [],
): void {
  const named: readonly Named[] = [...files, ...late];
  refuseBadPaths(named);
  refuseLinks(folder, named);
  for (const path of new Set(named.map((file) => dirname(file.path)))) createWithin(folder, path);
  const kept = new Set<string>();
  const write = (path: string, content: string): void => {
    writeWhole(join(folder, path), content);
    kept.add(path);
  };
  for (const { path, content } of files) write(path, content);
  for (const { path, make } of late) {
    const content = make();
    if (content !== null) write(path, content);
  }
  for (const path of DERIVED_FOLDERS) removeStaleIn(folder, path, kept);
}

/** Paths are made from names of cells, so two that collide or lead out are our mistake, found here. */
function refuseBadPaths(files: readonly Named[]): void {
  const paths = new Set<string>();
  for (const { path } of files) {
    if (!isStoredPath(path)) throw new Error(`a derived file may not be called ${path}`);
    if (paths.has(path)) throw new Error(`two derived files are called ${path}`);
    paths.add(path);
  }
}

/** What is behind a link is not ours to replace or remove, and a results folder may come from anywhere. */
function refuseLinks(folder: string, files: readonly Named[]): void {
  for (const name of new Set([...DERIVED_FOLDERS, ...files.flatMap(foldersAbove)])) {
    const path = join(folder, name);
    const kind = lstatSync(path, { throwIfNoEntry: false });
    if (kind && !kind.isDirectory()) throw cannotCreate(path, 'it is no folder: remove it');
  }
  for (const file of files) {
    const path = join(folder, file.path);
    const kind = lstatSync(path, { throwIfNoEntry: false });
    if (kind && !kind.isFile()) throw cannotCreate(path, 'it is no file: remove it');
  }
}

/** `a` and `a/b` for `a/b/c`. */
function foldersAbove({ path }: Named): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function createWithin(folder: string, path: string): void {
  try {
    createFolders(join(folder, path));
    requireWithin(folder, join(folder, path));
  } catch (thrown) {
    throw cannotCreate(join(folder, path), messageOf(thrown));
  }
}

function removeStaleIn(folder: string, path: string, kept: ReadonlySet<string>): void {
  try {
    removeStale(folder, path, kept);
  } catch (thrown) {
    const parts = { what: 'cannot remove old files', where: printable(join(folder, path)) };
    throw new UserError(EXIT.io, { ...parts, remedy: messageOf(thrown) }, thrown);
  }
}

function removeStale(folder: string, path: string, kept: ReadonlySet<string>): void {
  const place = join(folder, path);
  if (!lstatSync(place, { throwIfNoEntry: false })) return;
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) removeStale(folder, child, kept);
    else if (!kept.has(child)) rmSync(join(folder, child));
  }
  if (readdirSync(place).length === 0) rmdirSync(place);
}

function cannotCreate(path: string, remedy: string): UserError {
  const parts = { what: 'cannot create', where: printable(path), remedy };
  return new UserError(EXIT.cannot_create, parts);
}
