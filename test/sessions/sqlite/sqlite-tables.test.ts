import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/sessions/sqlite/connection.js';
import { connect } from '../../../src/sessions/sqlite/connection.js';
import { sqliteTables } from '../../../src/sessions/sqlite/sqlite-tables.js';
import type { Tables } from '../../../src/sessions/tables.js';
import { activeInput, nextTurnInput, ownerOf, turnWork } from '../support/scene.js';
import { newFolder, storeAt } from './support/folder.js';

let connection: Connection;
let tables: Tables;

beforeEach(() => {
  const path = join(newFolder(), 'a.db');
  storeAt(path).close();
  connection = connect(path, 'write');
  tables = sqliteTables(connection);
});

/** Cut at a NUL some would be one; a lone surrogate is no text in SQLite. */
const NAMES = ['a', 'a\0b', 'a\0c', '\ud800', '\ud801', '\ufffd', '"a"', "a'", '😀', ' a'];

interface Keyed {
  readonly kind: string;
  readonly write: (name: string, number: number) => void;
  readonly read: (name: string) => unknown;
}

const KEYED: readonly Keyed[] = [
  {
    kind: 'leases',
    write: (name, fence) => {
      const owner = ownerOf(name);
      tables.putLease(name, { fence, owner, expires_ms: 0.5, timeline: 't' });
    },
    read: (name) => [tables.lease(name)?.fence, tables.lease(name)?.owner?.owner_id],
  },
  {
    kind: 'states',
    write: (name, turn_index) => {
      tables.putState(name, { turn_index, state: name, revision: 1 });
    },
    read: (name) => [tables.state(name)?.turn_index, tables.state(name)?.state],
  },
  {
    kind: 'commits',
    write: (name, revision) => {
      const result = { turn_index: 1, revision, deferred: [], commit_id: name, fence: 1 };
      tables.addCommit('s', name, { content: '', result });
    },
    read: (name) => {
      const result = tables.commit('s', name)?.result;
      return [result?.revision, result?.commit_id];
    },
  },
  {
    kind: 'inputs of source keys',
    write: (name) => {
      tables.addInput('s', nextTurnInput(name, name), 'deferred_next_turn', '');
    },
    read: (name) => {
      const input = tables.inputOfKey('s', name)?.input;
      return [input?.input_id, input?.source_key];
    },
  },
];

describe('rows in SQL', () => {
  it.each(KEYED)('are told apart by any name: $kind', ({ write, read }) => {
    for (const [index, name] of NAMES.entries()) write(name, index + 1);
    expect(NAMES.map(read)).toEqual(NAMES.map((name, index) => [index + 1, name]));
    expect(read('another')).toEqual([undefined, undefined]);
  });

  it('hold a lease until another takes its place', () => {
    expect(tables.lease('s')).toBe(null);
    const row = { fence: 1, owner: ownerOf('ada'), expires_ms: 12.25, timeline: 'boot' };
    tables.putLease('s', row);
    expect(tables.lease('s')).toEqual(row);
    tables.putLease('s', { ...row, owner: null });
    expect(tables.lease('s')).toEqual({ ...row, owner: null });
  });

  it('hold work in the order of its ids, open until it is completed', () => {
    const draft = turnWork({ payload: { text: '\0\ud800', list: [1.5, null] } });
    const ids = ['s', 'other', 's', 's'].map((session) => tables.addWork(session, draft).work_id);
    tables.claimWork('s', 1, 7);
    tables.completeWork('s', 3);
    expect(ids).toEqual([1, 2, 3, 4]);
    expect(tables.work('s', 1)?.work).toEqual({ ...draft, session_id: 's', work_id: 1 });
    expect(tables.work('other', 1)).toBe(null);
    const open = tables
      .openWork('s')
      .map(({ work, claimed_fence }) => [work.work_id, claimed_fence]);
    expect(open).toEqual([
      [1, 7],
      [4, null],
    ]);
    expect(tables.unclaimedWork('s', 7, 9).map(({ work }) => work.work_id)).toEqual([4]);
    expect(tables.unclaimedWork('s', 8, 1).map(({ work }) => work.work_id)).toEqual([1]);
    expect(tables.work('s', 3)).toMatchObject({ completed: true, claimed_fence: null });
  });

  it('hold inputs in the order of their ids, open until they are cancelled or completed', () => {
    const draft = activeInput('a', 3, 'before_completion');
    for (let count = 0; count < 4; count += 1) tables.addInput('s', draft, 'pending_active', 'c');
    tables.putInput('s', 1, { state: 'cancelled', claimed_fence: null });
    tables.putInput('s', 2, { state: 'accepted', claimed_fence: 5 });
    tables.putInput('s', 3, { state: 'completed', claimed_fence: 5 });
    expect(tables.openInputs('s').map(({ input }) => input.input_id)).toEqual([2, 4]);
    const input = { ...draft, session_id: 's', input_id: 2, state: 'accepted' };
    expect(tables.input('s', 2)).toEqual({ input, claimed_fence: 5, content: 'c' });
    expect(tables.input('other', 2)).toBe(null);
    tables.deferInput('s', 2);
    const deferred = { target: { type: 'next_turn' }, state: 'deferred_next_turn' };
    expect(tables.input('s', 2)).toMatchObject({ input: deferred, claimed_fence: null });
  });

  it('refuse a second input of a source key, but any number without one', () => {
    for (const session of ['s', 's', 'other']) {
      tables.addInput(session, nextTurnInput('a'), 'deferred_next_turn', '');
    }
    tables.addInput('s', nextTurnInput('a', 'k'), 'deferred_next_turn', '');
    tables.addInput('other', nextTurnInput('a', 'k'), 'deferred_next_turn', '');
    const again = () => tables.addInput('s', nextTurnInput('b', 'k'), 'deferred_next_turn', '');
    expect(again).toThrow('UNIQUE');
  });

  it('are damage where they hold something else', () => {
    tables.addWork('s', turnWork());
    connection.exec("UPDATE work SET draft = '{'");
    expect(() => tables.work('s', 1)).toThrow('damaged');
  });
});

/** What each statement costs, as SQLite plans it. */
function plansOf(): readonly string[] {
  const texts: string[] = [];
  const recording: Connection = {
    ...connection,
    query: (sql) => connection.query(texts.push(sql) > 0 ? sql : ''),
    command: (sql) => connection.command(texts.push(sql) > 0 ? sql : ''),
  };
  sqliteTables(recording);
  return texts.flatMap((sql) => planOf(sql));
}

function planOf(sql: string): readonly string[] {
  const values = [...sql.matchAll(/\?/g)].map(() => 1);
  const steps = connection.query(`EXPLAIN QUERY PLAN ${sql}`).all(values);
  return steps.map((step) => String(step[3]));
}

describe('statements', () => {
  it('find their rows by an index and sort none, however many rows are over', () => {
    const plans = plansOf();
    expect(plans.length).toBeGreaterThan(10);
    expect(plans.filter((plan) => !plan.startsWith('SEARCH '))).toEqual([]);
  });

  it('walk through what is open alone', () => {
    const plans = plansOf().join('\n');
    expect(plans).toContain('USING INDEX open_work (session_id=?)');
    expect(plans).toContain('USING INDEX open_inputs (session_id=?)');
  });

  it('would be seen to walk through all', () => {
    expect(planOf('SELECT draft FROM work WHERE session_id = ?')).toEqual(['SCAN work']);
    const unsorted = planOf('SELECT draft FROM work ORDER BY draft');
    expect(unsorted).toContain('USE TEMP B-TREE FOR ORDER BY');
  });
});
