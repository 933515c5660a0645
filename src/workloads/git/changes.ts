// Which paths each commit touched, and what it left there: git's own list of changes, without renames, so
// that a renamed file is one path gone and another come. Contents are never read.

import { EXIT, UserError } from '../../model/problem.js';
import type { Limits } from './limits.js';
import { pathText } from './path-text.js';
import { NUL, splitRecords } from './records.js';
import { readHistory, type Repository } from './repository.js';

/** One path in one commit. */
export interface Change {
  /** Index into `paths`. */
  readonly path: number;
  /** Short id of what stands there now (a file's content, a submodule's commit); null where nothing does. */
  readonly blob: string | null;
}

export interface Changes {
  readonly paths: readonly string[];
  /** By id of the commit, in git's order of paths; commits that touched nothing are left out. */
  readonly by_commit: ReadonlyMap<string, readonly Change[]>;
}

export const SHORT_ID_CHARS = 12;

const ARGS = ['diff-tree', '--stdin', '-r', '--root', '--raw', '-z'] as const;
const PLAINLY = ['--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv'] as const;

/**
 * What these commits changed against their first parent; a commit without parents, against nothing.
 * @throws UserError where git fails or there is too much.
 */
export async function readChanges(
  repository: Repository,
  commits: readonly string[],
  limits: Limits,
): Promise<Changes> {
  const reader = new ChangeReader(limits.changes, repository.where);
  const input = commits.map((id) => `${id}\n`).join('');
  const args = [...ARGS, ...PLAINLY, '--ignore-submodules=none'];
  const output = readHistory(repository, { args, input, limit_bytes: limits.output_bytes });
  for await (const records of splitRecords(output, NUL, limits.record_bytes)) {
    for (const record of records) reader.read(record);
  }
  return reader;
}

const COLON = 0x3a;

/** `:100644 100644 OLD NEW M` */
const RAW = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*$/;
const NOTHING = /^0+$/;

/** Records are a commit's id, and for each of its changes the change and its path. */
class ChangeReader implements Changes {
  readonly paths: string[] = [];
  readonly by_commit = new Map<string, Change[]>();
  readonly #limit: number;
  readonly #where: string;
  readonly #indexes = new Map<string, number>();
  #changes: Change[] = [];
  #blob: string | null | undefined;
  #count = 0;

  constructor(limit: number, where: string) {
    this.#limit = limit;
    this.#where = where;
  }

  read(record: Buffer): void {
    if (this.#blob !== undefined) this.#readPath(record, this.#blob);
    else if (record[0] === COLON) this.#blob = blobOf(record.toString('latin1'));
    else this.#readCommit(record.toString('latin1'));
  }

  #readCommit(id: string): void {
    this.#changes = [];
    this.by_commit.set(id, this.#changes);
  }

  #readPath(record: Buffer, blob: string | null): void {
    this.#blob = undefined;
    this.#count += 1;
    if (this.#count > this.#limit) throw this.#tooMany();
    this.#changes.push({ path: this.#indexOf(pathText(record)), blob });
  }

  #indexOf(path: string): number {
    const known = this.#indexes.get(path);
    if (known !== undefined) return known;
    this.#indexes.set(path, this.paths.length);
    return this.paths.push(path) - 1;
  }

  #tooMany(): UserError {
    return new UserError(EXIT.usage, {
      what: 'the history is too large',
      where: this.#where,
      remedy: `more than ${this.#limit} changes of files; clone less of it: git clone --shallow-since=DATE`,
    });
  }
}

function blobOf(raw: string): string | null {
  const id = RAW.exec(raw)?.[1];
  if (id === undefined) throw new Error(`git printed a change that is none: ${raw}`);
  // Cut out of a copy: a slice would keep the whole line alive.
  return NOTHING.test(id) ? null : Buffer.from(id.slice(0, SHORT_ID_CHARS)).toString();
}
