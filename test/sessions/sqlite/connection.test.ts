import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/sessions/sqlite/connection.js';
import { connect } from '../../../src/sessions/sqlite/connection.js';
import { SqlError } from '../../../src/sessions/sqlite/sql-error.js';
import { newFolder } from './support/folder.js';

let path = '';
let connection: Connection;

beforeEach(() => {
  path = join(newFolder(), 'a.db');
  connection = connect(path, 'create');
  connection.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT');
});

/** Why it is refused; `nothing` where it is not. */
function reasonOf(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (thrown) {
    return thrown instanceof SqlError ? thrown.reason : 'no SqlError';
  }
}

describe('a connection', () => {
  it('tells the id of the row that a command inserts', () => {
    const add = connection.command('INSERT INTO rows (name) VALUES (?)');
    expect([add.run(['a']), add.run(['b'])]).toEqual([1, 2]);
  });

  it('reads one row, none, or all', () => {
    const add = connection.command('INSERT INTO rows (name) VALUES (?)');
    for (const name of ['a', 'b', null]) add.run([name]);
    const read = connection.query('SELECT id, name FROM rows WHERE id >= ? ORDER BY id');
    expect(read.first([2])).toEqual([2, 'b']);
    expect(read.first([9])).toBe(null);
    expect(read.all([2])).toEqual([
      [2, 'b'],
      [3, null],
    ]);
    expect(read.all([9])).toEqual([]);
  });

  it('uses a statement again that has failed', () => {
    const add = connection.query('INSERT INTO rows (name) VALUES (?) RETURNING id');
    expect(add.first(['a'])).toEqual([1]);
    expect(reasonOf(() => add.first(['a']))).toBe('other');
    expect(add.first(['b'])).toEqual([2]);
    const run = connection.command('INSERT INTO rows (name) VALUES (?)');
    expect(reasonOf(() => run.run(['b']))).toBe('other');
    expect(run.run(['c'])).toBe(3);
  });

  it('may be closed twice', () => {
    connection.close();
    connection.close();
    expect(connect(path, 'write').query('SELECT count(*) FROM rows').first([])).toEqual([0]);
  });
});

describe('what goes wrong', () => {
  it('is told apart', () => {
    const other = connect(path, 'write');
    connection.exec('BEGIN IMMEDIATE');
    expect(
      reasonOf(() => {
        other.exec('BEGIN IMMEDIATE');
      }),
    ).toBe('busy');
    connection.exec('ROLLBACK');
    expect(reasonOf(() => connect(join(path, 'below'), 'create'))).toBe('cannot_open');
    expect(reasonOf(() => connect(`${path}-missing`, 'write'))).toBe('cannot_open');
    expect(
      reasonOf(() => {
        connection.exec('SELECT nonsense');
      }),
    ).toBe('other');
  });

  it('is a full disk where the file may not grow', () => {
    connection.exec('PRAGMA max_page_count = 4');
    const add = connection.command('INSERT INTO rows (name) VALUES (?)');
    expect(reasonOf(() => add.run(['x'.repeat(100_000)]))).toBe('full');
    expect(add.run(['small'])).toBe(1);
  });

  it.each(['read', 'bytes'] as const)('is a write to what is opened to be read: %s', (access) => {
    const reading = connect(path, access);
    expect(reading.query('SELECT count(*) FROM rows').first([])).toEqual([0]);
    expect(
      reasonOf(() => {
        reading.exec('DELETE FROM rows');
      }),
    ).toBe('read_only');
  });
});
