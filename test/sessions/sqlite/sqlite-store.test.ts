import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Operations, StorePoint } from '../../../src/sessions/operation.js';
import { correctOperations } from '../../../src/sessions/operations/registry.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import { connect } from '../../../src/sessions/sqlite/connection.js';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';
import {
  claimedBy,
  codeOf,
  commitOf,
  nextTurnInput,
  ownerOf,
  SESSION,
  turnWork,
  valueOf,
} from '../support/scene.js';
import { newFolder, storeAt } from './support/folder.js';

const session_id = SESSION;
let path = '';

beforeEach(() => {
  path = join(newFolder(), 'a.db');
});

/** Work is queued and then refused: an operation that breaks its word. */
const writesAndRefuses: Operations = {
  ...correctOperations,
  enqueueWork: (scene, { session_id, draft }) => {
    scene.tables.addWork(session_id, draft);
    return { ok: false, error: { code: 'UnknownRow', message: 'planted' } };
  },
};

describe('the session store in a file', () => {
  it('is one store for all connections', () => {
    const [first, second] = [storeAt(path), storeAt(path, { verify: 'header' })];
    claimedBy(first, ownerOf('ada'));
    valueOf(first.enqueueWork({ session_id, draft: turnWork() }));
    expect(
      valueOf(second.tryClaimLease({ session_id, owner: ownerOf('bob'), ttl_ms: 1 })),
    ).toMatchObject({ type: 'busy' });
    expect(valueOf(second.openWork({ session_id }))).toHaveLength(1);
  });

  it('can be interrupted at the points at which the one in memory can', () => {
    const [here, there]: [StorePoint[], StorePoint[]] = [[], []];
    const clock = new ManualClock();
    const stores = [
      storeAt(path, { clock, reached: (point) => here.push(point) }),
      createMemoryStore({ clock, reached: (point) => there.push(point) }),
    ];
    for (const store of stores) {
      claimedBy(store, ownerOf('ada'));
      valueOf(store.submitInput({ session_id, draft: nextTurnInput('a') }));
      valueOf(store.pendingInputs({ session_id }));
      valueOf(store.commit({ session_id, request: commitOf(1) }));
      store.commit({ session_id, request: commitOf(1, { commit_id: 'c2' }) });
    }
    expect(here).toEqual(there);
    expect(here.length).toBeGreaterThan(10);
  });

  it('takes a call back that is interrupted between two writes, and goes on', () => {
    const reached = (point: StorePoint): void => {
      if (point.type === 'write' && point.method === 'commit' && point.index === 1) {
        throw new Error('interrupted');
      }
    };
    const [failing, sound] = [storeAt(path, { reached }), storeAt(path)];
    const { fence } = claimedBy(failing, ownerOf('ada'));
    expect(() => failing.commit({ session_id, request: commitOf(fence) })).toThrow('interrupted');
    expect(valueOf(sound.readState({ session_id }))).toBe(null);
    expect(valueOf(sound.inspectLease({ session_id })).live).toBe(true);
    expect(valueOf(sound.commit({ session_id, request: commitOf(fence) })).revision).toBe(1);
  });

  it('keeps nothing of a call that it refuses', () => {
    const store = storeAt(path, { operations: writesAndRefuses });
    expect(codeOf(store.enqueueWork({ session_id, draft: turnWork() }))).toBe('UnknownRow');
    expect(valueOf(store.openWork({ session_id }))).toEqual([]);
  });

  it('answers StoreBusy while others hold the file, and still reads', () => {
    const store = storeAt(path, { busy_timeout_ms: 3 });
    const other = connect(path, 'write');
    other.exec('BEGIN IMMEDIATE');
    expect(codeOf(store.enqueueWork({ session_id, draft: turnWork() }))).toBe('StoreBusy');
    expect(valueOf(store.openWork({ session_id }))).toEqual([]);
    other.exec('COMMIT');
    expect(codeOf(store.enqueueWork({ session_id, draft: turnWork() }))).toBe('none');
  });

  it('throws where the file can take no more, and has changed nothing', () => {
    const store = storeAt(path);
    valueOf(store.enqueueWork({ session_id, draft: turnWork() }));
    const other = connect(path, 'write');
    other.exec('DROP TABLE inputs');
    expect(() => store.submitInput({ session_id, draft: nextTurnInput('a') })).toThrow('inputs');
    expect(valueOf(store.openWork({ session_id }))).toHaveLength(1);
  });

  it('is not opened where its header is ours and its tables are not', () => {
    storeAt(path).close();
    connect(path, 'write').exec('DROP TABLE inputs');
    expect(openSqliteStore(path)).toMatchObject({ ok: false, error: { code: 'TornFile' } });
  });

  it('answers nothing once it is closed', () => {
    const store = storeAt(path);
    store.close();
    store.close();
    expect(() => store.readState({ session_id })).toThrow('closed: readState');
  });

  it('holds no lease of an earlier boot to be live', () => {
    const [before, after] = [new ManualClock('boot 1'), new ManualClock('boot 2')];
    const { fence } = claimedBy(storeAt(path, { clock: before }), ownerOf('ada'));
    const store = storeAt(path, { clock: after });
    expect(codeOf(store.renewLease({ session_id, fence, ttl_ms: 1 }))).toBe('LeaseExpired');
    expect(claimedBy(store, ownerOf('bob')).fence).toBe(fence + 1);
  });
});
