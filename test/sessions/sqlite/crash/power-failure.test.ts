import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/model/canonical.js';
import type { Json } from '../../../../src/model/json.js';
import { createRandom } from '../../../../src/model/random.js';
import { openDatabase } from '../../../../src/sessions/sqlite/opening.js';
import type { SyncSessionStore } from '../../../../src/sessions/store.js';
import { newFolder, storeAt } from '../support/folder.js';
import { carryOut, CLOCK, CRASH_CALLS, referenceLife, viewOf } from './support/crash-calls.js';

const VIEWS = referenceLife().views.map(spelled);
const CUTS = 40;

function spelled(view: unknown): string {
  return canonicalJson(view as Json);
}

interface Remains {
  readonly file: string;
  readonly log: Buffer;
}

type StoreOf = (store: SyncSessionStore) => SyncSessionStore;

/** A file as it was before the first call, and the log of all of them. */
function remainsOf(folder: string, storeOf: StoreOf): Remains {
  const [draft, file] = [join(folder, 'draft.db'), join(folder, 'file.db')];
  const store = storeAt(draft, { clock: CLOCK });
  copyFileSync(draft, file);
  for (const call of CRASH_CALLS) carryOut(storeOf(store), call);
  const log = readFileSync(`${draft}-wal`);
  store.close();
  return { file, log };
}

/** After how many calls, `least` or more, the store looked as it does with that log; -1: never. */
function callsIn({ file }: Remains, log: Buffer, name: string, least = 0): number {
  const path = `${file}-${name}`;
  copyFileSync(file, path);
  writeFileSync(`${path}-wal`, log);
  const store = storeAt(path, { clock: CLOCK });
  const seen = spelled(viewOf(store));
  store.close();
  return VIEWS.indexOf(seen, least);
}

/** With the log cut at places of that seed, in their order, and whole. */
function callsInCutLogs(remains: Remains, seed: number): readonly number[] {
  const random = createRandom(seed);
  const { length } = remains.log;
  const places = Array.from({ length: CUTS }, () => random.integer(0, length));
  const cuts = [...places.sort((left, right) => left - right), length];
  let least = 0;
  return cuts.map((cut, index) => {
    const calls = callsIn(remains, remains.log.subarray(0, cut), `cut-${index}`, least);
    least = Math.max(least, calls);
    return calls;
  });
}

const inTwoSteps: StoreOf = (store) => ({
  ...store,
  commit: ({ session_id, request }) => {
    store.completeWork({ session_id, claims: request.completes.work });
    const completes = { ...request.completes, work: [] };
    return store.commit({ session_id, request: { ...request, completes } });
  },
});

describe('a log that a power failure has cut', () => {
  it('holds whole calls, the first ones, and the more the longer it is', () => {
    const calls = callsInCutLogs(
      remainsOf(newFolder(), (store) => store),
      1,
    );
    expect(calls).not.toContain(-1);
    expect(calls.at(-1)).toBe(CRASH_CALLS.length);
    expect(new Set(calls).size).toBeGreaterThan(10);
  });

  it('is told from that of a store whose commit is two transactions', () => {
    expect(callsInCutLogs(remainsOf(newFolder(), inTwoSteps), 1)).toContain(-1);
  });

  it('holds whole calls where a byte of it is another', () => {
    const remains = remainsOf(newFolder(), (store) => store);
    const random = createRandom(2);
    const calls = Array.from({ length: CUTS / 2 }, (_, index) => {
      const log = Buffer.from(remains.log);
      const place = random.integer(0, log.length - 1);
      log.writeUInt8(log.readUInt8(place) ^ 0x20, place);
      return callsIn(remains, log, `flip-${index}`);
    });
    expect(calls).not.toContain(-1);
  });
});

describe('durability', () => {
  it.each([
    { durability: 'power', synchronous: 2 },
    { durability: 'process', synchronous: 1 },
  ] as const)('against the end of: $durability', ({ durability, synchronous }) => {
    const path = join(newFolder(), 'a.db');
    const opened = openDatabase(path, { durability, verify: 'full', busy_timeout_ms: 0 });
    const read = opened.ok ? opened.connection.query('PRAGMA synchronous').first([]) : null;
    expect(read).toEqual([synchronous]);
  });
});
