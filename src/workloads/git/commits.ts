// Every commit of a history with its parents, its date and its author's number. Names and addresses are read
// to tell authors apart and go no further than this file.

import { EXIT, UserError } from '../../model/problem.js';
import { configArgs } from './hardening.js';
import type { Limits } from './limits.js';
import { NEWLINE, splitRecords } from './records.js';
import { readHistory, type Repository } from './repository.js';

export interface Commit {
  readonly id: string;
  /** Indexes of the parents in the list, all below this commit's own. */
  readonly parents: readonly number[];
  /** Unix time in seconds. */
  readonly date_s: number;
  /** Authors are numbered as they come up. */
  readonly author: number;
}

/** Full id, parents, author date, committer date, author address: by .mailmap, where the history has one. */
const FORMAT = '%H%x00%P%x00%at%x00%ct%x00%aE%x00%aN';

/**
 * All ancestors of the commit and itself, parents first.
 * @throws UserError where git fails or there are too many.
 */
export async function readCommits(
  repository: Repository,
  commit: string,
  limits: Limits,
): Promise<readonly Commit[]> {
  const order = ['--topo-order', '--reverse', `--format=${FORMAT}`];
  const mailmap = configArgs({ 'mailmap.blob': `${commit}:.mailmap` });
  const args = [...mailmap, 'rev-list', ...order, commit, '--'];
  const output = readHistory(repository, { args, input: '', limit_bytes: limits.output_bytes });
  const list = new CommitList(limits.commits, repository.where);
  for await (const lines of splitRecords(output, NEWLINE, limits.record_bytes)) {
    for (const line of lines) if (!isHeading(line)) list.add(line);
  }
  return list.commits;
}

/** `rev-list` prints `commit ID` before each; before git 2.33 it cannot be told not to. */
function isHeading(line: Buffer): boolean {
  return !line.includes(0);
}

class CommitList {
  readonly commits: Commit[] = [];
  readonly #limit: number;
  readonly #where: string;
  readonly #indexes = new Map<string, number>();
  readonly #authors = new Map<string, number>();

  constructor(limit: number, where: string) {
    this.#limit = limit;
    this.#where = where;
  }

  add(line: Buffer): void {
    // Addresses are bytes of any encoding; this one spells every byte by a character of its own.
    const [id = '', parents = '', authored = '', committed = '', ...author] = line
      .toString('latin1')
      .split('\0');
    if (this.commits.length >= this.#limit) throw this.#tooMany();
    this.#indexes.set(id, this.commits.length);
    this.commits.push({
      id,
      parents: this.#indexesOf(parents),
      date_s: Math.min(seconds(authored), seconds(committed)),
      author: this.#authorOf(author),
    });
  }

  #indexesOf(parents: string): readonly number[] {
    return parents.split(' ').flatMap((parent) => this.#indexes.get(parent) ?? []);
  }

  /** By address, whatever its case; by name where there is no address. */
  #authorOf([address = '', name = '']: readonly string[]): number {
    const spelled = address.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const key = spelled === '' ? `name ${name.trim()}` : `address ${spelled}`;
    const known = this.#authors.get(key);
    if (known !== undefined) return known;
    const number = this.#authors.size;
    this.#authors.set(key, number);
    return number;
  }

  #tooMany(): UserError {
    return new UserError(EXIT.usage, {
      what: 'the history is too large',
      where: this.#where,
      remedy: `more than ${this.#limit} commits; clone less of it: git clone --shallow-since=DATE`,
    });
  }
}

/** A date that git cannot read, or before 1970, is 0: the commit then counts as made with its parents. */
function seconds(text: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) ? Math.max(value, 0) : 0;
}
