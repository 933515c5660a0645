// The answer to a version: what of it one lacks. Bytes from who knows where, as versions are.

import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../src/model/blob.js';
import { crdt } from '../../src/strategies/crdt.js';
import type { Replica } from '../../src/strategies/strategy.js';
import { requested, since, version } from './support/gossiping.js';
import { digestText, exchange, replicaOf } from './support/replicas.js';
import { growSet, scalar } from './support/writes.js';

function request(from: Replica, told: StateBlob): StateBlob {
  const bytes = from.requestOf?.(told);
  if (!bytes) throw new Error('a replica cannot answer a version');
  return bytes;
}

function exportRequested(from: Replica, told: StateBlob, asked: StateBlob): StateBlob {
  const bytes = from.exportRequested?.(told, asked);
  if (!bytes) throw new Error('a replica cannot be asked');
  return bytes;
}

/** What many agents wrote, one scalar each. */
function crowd(agents: number): readonly Replica[] {
  return Array.from({ length: agents }, (_, index) => {
    const replica = replicaOf(crdt, `agent-${index}`);
    replica.apply(scalar([`agent-${index}`, 0], `s${index % 3}`, index));
    return replica;
  });
}

/** Two that hold what both wrote, and then one more write each. */
async function pair(): Promise<readonly [Replica, Replica]> {
  const [a, b] = crowd(2);
  if (!a || !b) throw new Error('a crowd of two is two');
  await exchange([a, b]);
  a.apply(growSet(['agent-0', 1], 'tags', ['x']));
  b.apply(growSet(['agent-1', 1], 'tags', ['y']));
  return [a, b];
}

describe('a request of crdt', () => {
  it('brings what an export since a version brings', async () => {
    const [a, b] = await pair();
    expect(requested(a, b)).toEqual(since(a, version(b)));
    await b.import([requested(a, b)]);
    await a.import([requested(b, a)]);
    expect(digestText(a.read())).toBe(digestText(b.read()));
    expect(requested(a, b)).toHaveLength(0);
  });

  it('asks for the rest where it holds a part of what an agent wrote', async () => {
    const [a, b] = await pair();
    const asked = request(b, version(a));
    expect(exportRequested(a, version(a), asked).length).toBeLessThan(
      since(a, version(replicaOf(crdt, 'C'))).length,
    );
    await b.import([exportRequested(a, version(a), asked)]);
    expect(since(a, version(b))).toHaveLength(0);
  });

  it('takes two bits an agent where a version takes nine bytes', async () => {
    const collector = replicaOf(crdt, 'collector');
    await collector.import(crowd(100).map((replica) => replica.export('full')));
    const empty = replicaOf(crdt, 'empty');
    const told = version(collector);
    expect(told.length).toBeGreaterThan(900);
    expect(request(empty, told).length).toBeLessThan(40);
  });

  it('is read from views of shared memory, and nothing is written to them', async () => {
    const [a, b] = await pair();
    const [told, asked] = [version(a), request(b, version(a))];
    const views = [told, asked].map((bytes) => {
      const view = new Uint8Array(new SharedArrayBuffer(bytes.length + 8), 3, bytes.length);
      view.set(bytes);
      return view;
    });
    const [told_view = told, asked_view = asked] = views;
    expect(request(b, told_view)).toEqual(asked);
    expect(exportRequested(a, told_view, asked_view)).toEqual(exportRequested(a, told, asked));
    expect(views.map((view) => [...view])).toEqual([[...told], [...asked]]);
  });

  it('is refused where it is cut anywhere, has bytes to spare, or answers another version', async () => {
    const [a, b] = await pair();
    const told = version(a);
    const asked = request(b, told);
    for (let cut = 0; cut < asked.length; cut += 1) {
      expect(() => exportRequested(a, told, asked.subarray(0, cut))).toThrow('is unreadable');
    }
    expect(() => exportRequested(a, told, Uint8Array.of(...asked, 0))).toThrow('bytes to spare');
    const stranger = replicaOf(crdt, 'C');
    expect(() => exportRequested(a, version(stranger), asked)).toThrow('answers another version');
    expect(() => exportRequested(a, told, told)).toThrow('does not start as one');
    expect(() => request(b, asked)).toThrow('crdt version of');
  });
});
