import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/sessions/sqlite/connection.js';
import { connect } from '../../../src/sessions/sqlite/connection.js';
import { SqlError } from '../../../src/sessions/sqlite/sql-error.js';
import { Transactions } from '../../../src/sessions/sqlite/transaction.js';
import { newFolder } from './support/folder.js';

let connection: Connection;
let other: Connection;

beforeEach(() => {
  const path = join(newFolder(), 'a.db');
  connection = connect(path, 'create');
  connection.exec('PRAGMA journal_mode = WAL');
  connection.exec('CREATE TABLE rows (name TEXT) STRICT');
  other = connect(path, 'write');
});

function rowsSeen(): number {
  return Number(other.query('SELECT count(*) FROM rows').first([])?.[0]);
}

function add(): void {
  connection.exec("INSERT INTO rows VALUES ('a')");
}

describe('an atomic step', () => {
  it('is seen by others at its end and not before', () => {
    const seen = new Transactions(connection, 0).run('write', () => {
      add();
      return { value: rowsSeen(), keeps: true };
    });
    expect([seen, rowsSeen()]).toEqual([0, 1]);
  });

  it('leaves nothing where it is not kept', () => {
    const run = new Transactions(connection, 0).run('write', () => {
      add();
      return { value: 'refused', keeps: false };
    });
    expect([run, rowsSeen(), connection.in_transaction]).toEqual(['refused', 0, false]);
  });

  it('leaves nothing where it throws, and throws what it threw', () => {
    const step = (): never => {
      add();
      throw new Error('a defect');
    };
    expect(() => new Transactions(connection, 0).run('write', step)).toThrow('a defect');
    expect([rowsSeen(), connection.in_transaction]).toEqual([0, false]);
  });

  it('leaves nothing where the disk is full, and the next one has room', () => {
    const transactions = new Transactions(connection, 0);
    connection.exec('PRAGMA max_page_count = 3');
    const fill = (): never => {
      add();
      connection.exec("INSERT INTO rows VALUES (printf('%.100000c', 'x'))");
      throw new Error('there was room');
    };
    expect(() => transactions.run('write', fill)).toThrow('full');
    expect(rowsSeen()).toBe(0);
    transactions.run('write', () => {
      add();
      return { value: null, keeps: true };
    });
    expect(rowsSeen()).toBe(1);
  });

  it('waits no longer for others than it is told to', () => {
    other.exec('BEGIN IMMEDIATE');
    let steps = 0;
    const step = () => ({ value: (steps += 1), keeps: true });
    expect(new Transactions(connection, 5).run('write', step)).toBe(null);
    expect(steps).toBe(0);
    other.exec('COMMIT');
    expect(new Transactions(connection, 0).run('write', step)).toBe(1);
  });

  it('begins again where others came in between, without a trace of the first try', () => {
    let tries = 0;
    const value = new Transactions(connection, 1_000).run('write', () => {
      tries += 1;
      add();
      if (tries < 3) throw new SqlError('busy', 'planted');
      return { value: tries, keeps: true };
    });
    expect([value, rowsSeen()]).toEqual([3, 1]);
  });

  it('reads while others write, all of it at one moment', () => {
    const query = connection.query('SELECT count(*) FROM rows');
    const counts = new Transactions(connection, 0).run('read', () => {
      const before = query.first([]);
      other.exec("INSERT INTO rows VALUES ('b')");
      return { value: [before, query.first([])], keeps: true };
    });
    expect(counts).toEqual([[0], [0]]);
    expect(rowsSeen()).toBe(1);
  });
});
