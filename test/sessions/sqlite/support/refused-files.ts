// Files that are no session store in good order: how each is made, and how it is refused.

import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { writeFileSync, writeSync } from 'node:fs';
import { connect } from '../../../../src/sessions/sqlite/connection.js';
import type { OpenErrorCode } from '../../../../src/sessions/sqlite/open-error.js';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../../src/sessions/sqlite/schema.js';
import { claimedBy, ownerOf, SESSION, turnWork, valueOf } from '../../support/scene.js';
import { storeAt } from './folder.js';

export interface RefusedFile {
  readonly name: string;
  readonly code: OpenErrorCode;
  readonly make: (path: string) => void;
}

const PAGE_BYTES = 4_096;
const FOREIGN_TABLES = 'CREATE TABLE leases (a); CREATE TABLE work (b);';

export const REFUSED_FILES: readonly RefusedFile[] = [
  { name: 'a text', code: 'ForeignFile', make: textOf('hello '.repeat(1_000)) },
  { name: 'a short text', code: 'ForeignFile', make: textOf('hello') },
  { name: 'an empty file', code: 'ForeignFile', make: textOf('') },
  { name: 'a header that is cut', code: 'ForeignFile', make: cutTo(50) },
  { name: 'another database', code: 'ForeignFile', make: databaseOf(FOREIGN_TABLES) },
  {
    name: 'another database of the same schema version',
    code: 'ForeignFile',
    make: databaseOf(`${FOREIGN_TABLES} PRAGMA user_version = ${SCHEMA_VERSION}`),
  },
  {
    name: 'another database with a log',
    code: 'ForeignFile',
    make: (path) => {
      makeAbandoned(path, (draft) => {
        databaseOf(`PRAGMA journal_mode = WAL; ${FOREIGN_TABLES}`)(draft);
        return openForeign(draft);
      });
    },
  },
  {
    name: 'a store of a later schema version',
    code: 'SchemaVersion',
    make: databaseOf(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 99`),
  },
  {
    name: 'a store of no schema version',
    code: 'SchemaVersion',
    make: databaseOf(`PRAGMA application_id = ${APPLICATION_ID}; ${FOREIGN_TABLES}`),
  },
  { name: 'a store that lacks its last pages', code: 'TornFile', make: cutTo(8 * PAGE_BYTES) },
  { name: 'a store whose first page alone is left', code: 'TornFile', make: cutTo(PAGE_BYTES) },
  {
    name: 'a store with a page that is overwritten',
    code: 'TornFile',
    make: (path) => {
      makeFilled(path);
      overwritePage(path, 12);
    },
  },
  {
    name: 'a store with a log and a page that is overwritten',
    code: 'TornFile',
    make: (path) => {
      makeAbandoned(path, openFilled);
      overwritePage(path, 12);
    },
  },
  {
    name: 'a store with a log that lacks pages',
    code: 'TornFile',
    make: (path) => {
      makeAbandoned(path, openFilled);
      truncateSync(path, 8 * PAGE_BYTES);
    },
  },
  {
    name: 'a log without its store',
    code: 'TornFile',
    make: (path) => {
      makeAbandoned(path, openFilled);
      rmSync(path);
    },
  },
  {
    name: 'a folder',
    code: 'CannotOpen',
    make: (path) => {
      mkdirSync(path);
    },
  },
  {
    name: 'a link to nothing',
    code: 'CannotOpen',
    make: (path) => {
      symlinkSync(`${path}-nowhere`, path);
    },
  },
];

/** A store with pages enough to lose some, closed and whole. */
export function makeFilled(path: string): void {
  const store = storeAt(path);
  claimedBy(store, ownerOf('ada'));
  for (let row = 0; row < 60; row += 1) {
    const draft = turnWork({ payload: 'x'.repeat(2_000) });
    valueOf(store.enqueueWork({ session_id: SESSION, draft }));
  }
  store.close();
}

/** As a process that was killed leaves them: the file, and beside it the log of what came last. */
export function makeAbandoned(path: string, open: (draft: string) => () => void): void {
  const draft = `${path}-draft`;
  const close = open(draft);
  copyFileSync(draft, path);
  copyFileSync(`${draft}-wal`, `${path}-wal`);
  close();
}

/** Filled and whole, then opened again and written to. */
export function openFilled(draft: string): () => void {
  makeFilled(draft);
  const store = storeAt(draft);
  claimedBy(store, ownerOf('ada'), 'the log');
  return () => {
    store.close();
  };
}

function openForeign(draft: string): () => void {
  const connection = connect(draft, 'write');
  connection.exec('CREATE TABLE later (c)');
  return () => {
    connection.close();
  };
}

function textOf(text: string) {
  return (path: string): void => {
    writeFileSync(path, text);
  };
}

function databaseOf(sql: string) {
  return (path: string): void => {
    const connection = connect(path, 'create');
    connection.exec(sql);
    connection.close();
  };
}

function cutTo(bytes: number) {
  return (path: string): void => {
    makeFilled(path);
    truncateSync(path, bytes);
  };
}

function overwritePage(path: string, number: number): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, (number - 1) * PAGE_BYTES);
  closeSync(descriptor);
}
