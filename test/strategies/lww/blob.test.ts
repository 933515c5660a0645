import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../../src/model/blob.js';
import { lww } from '../../../src/strategies/lww.js';
import type { Replica } from '../../../src/strategies/strategy.js';
import { digestText, readField, replicaOf } from '../support/replicas.js';
import { appendText, growSet, scalar } from '../support/writes.js';

function digest(replica: Replica): string {
  return digestText(replica.read());
}

/** What a replica exports that wrote each kind. */
function writtenBlob(): StateBlob {
  const replica = replicaOf(lww, 'ann');
  replica.apply(scalar(['ann', 0], 'title', { deep: ['é', null] }));
  replica.apply(growSet(['ann', 1], 'tags', ['x', 'y']));
  replica.apply(appendText(['ann', 2], 'notes', 'hello'));
  return replica.export('full');
}

function importOf(replica: Replica, blob: StateBlob): 'imported' | 'refused' {
  try {
    void replica.import([blob]);
    return 'imported';
  } catch {
    return 'refused';
  }
}

describe('an lww blob from who knows where', () => {
  const KEY_AT = 12;
  const CLOCK_AT = 20;
  const OP_ID_AT = 28;
  const STRINGS_AT = 36;
  const AGENT_BYTES_AT = 40;

  type Setter = 'setInt32' | 'setUint32' | 'setFloat64';

  /** The blob with one number replaced. */
  function forged(setter: Setter, at: number, value: number): StateBlob {
    const blob = writtenBlob().slice();
    new DataView(blob.buffer)[setter](at, value, true);
    return blob;
  }

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['another format', new TextEncoder().encode('{"fields":[]}')],
    ['more entries than bytes', forged('setUint32', 8, 0xffffffff)],
    ['a clock that is no number', forged('setFloat64', CLOCK_AT, NaN)],
    ['a clock of 0', forged('setFloat64', CLOCK_AT, 0)],
    ['a clock past all others', forged('setFloat64', CLOCK_AT, Infinity)],
    ['a fractional op id', forged('setFloat64', OP_ID_AT, 0.5)],
    ['strings before their place', forged('setUint32', STRINGS_AT, 0)],
    ['strings past the end', forged('setUint32', AGENT_BYTES_AT, 0xffffffff)],
  ])('is refused where it holds %s, whether it would win or lose', (_, blob) => {
    const empty = replicaOf(lww, 'bob');
    expect(() => empty.import([blob])).toThrow(/^lww blob/);
    expect(empty.read().fields).toEqual([]);
    const ahead = replicaOf(lww, 'bob');
    ahead.apply(scalar(['bob', 0], 'title', 'first'));
    ahead.apply(scalar(['bob', 1], 'title', 'second'));
    expect(() => ahead.import([blob])).toThrow(/^lww blob/);
  });

  it('is refused where an entry would win a field that is not its own', () => {
    const blob = forged('setInt32', KEY_AT, 7);
    const replica = replicaOf(lww, 'bob');
    expect(() => replica.import([blob])).toThrow(
      'the key of field "title" is not that of its name',
    );
    expect(replica.read().fields).toEqual([]);
  });

  it.each([
    ['a kind that does not exist', '["grow_sat",["x","y"]]'],
    ['a set that is none', '["grow_set",{"x":"y"}]'],
    ['a set with a list for an element', '["grow_set",[[],"yy"]]'],
    ['a value that is no JSON', '["grow_set",["x","y"]'.padEnd(22)],
  ])('is refused where it holds %s', (_, text) => {
    const blob = writtenBlob();
    const at = Buffer.from(blob).indexOf('["grow_set"');
    const changed = blob.slice();
    changed.set(new TextEncoder().encode(text), at);
    expect(text.length).toBe('["grow_set",["x","y"]]'.length);
    expect(() => replicaOf(lww, 'bob').import([changed])).toThrow('unreadable register');
  });

  it('is refused where a name is spelled otherwise than names are', () => {
    const replica = replicaOf(lww, 'A"n');
    replica.apply(scalar(['A"n', 0], 'title', 'x'));
    const blob = replica.export('full');
    const at = Buffer.from(blob).indexOf('A\\"n');
    const changed = blob.slice();
    changed.set(new TextEncoder().encode('\\/\\/'), at);
    expect(() => replicaOf(lww, 'bob').import([changed])).toThrow('not spelled as names are');
  });

  it('leaves a replica that imported it as it came', async () => {
    const relay = replicaOf(lww, 'bob');
    const blob = writtenBlob();
    await relay.import([blob]);
    blob.fill(0);
    expect(relay.export('full')).toEqual(writtenBlob());
  });

  it('holds what was written last, also over what was exported or imported', async () => {
    const replica = replicaOf(lww, 'bob');
    await replica.import([writtenBlob()]);
    replica.export('full');
    replica.apply(scalar(['bob', 0], 'title', 'mine'));
    const reader = replicaOf(lww, 'eve');
    await reader.import([replica.export('full')]);
    expect(readField(reader, 'title')).toMatchObject({ value: 'mine', authors: [['bob', 0]] });
  });

  it('is refused wherever it is cut off, and leaves the state as it was', () => {
    const blob = writtenBlob();
    const receiver = replicaOf(lww, 'bob');
    receiver.apply(scalar(['bob', 0], 'title', 'mine'));
    const before = digest(receiver);
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => receiver.import([blob.slice(0, length)])).toThrow(Error);
    }
    expect(digest(receiver)).toBe(before);
  });

  it('never leaves a state that cannot be read, whichever byte is flipped', () => {
    const blob = writtenBlob();
    for (let at = 0; at < blob.length; at += 1) {
      const flipped = blob.with(at, (blob[at] ?? 0) ^ 0xff);
      const receiver = replicaOf(lww, 'bob');
      const outcome = importOf(receiver, flipped);
      expect(receiver.read().fields).toHaveLength(outcome === 'refused' ? 0 : 3);
    }
  });

  it('takes the whole batch with it, and nothing of the batch later', async () => {
    const blob = writtenBlob();
    const receiver = replicaOf(lww, 'bob');
    receiver.apply(scalar(['bob', 0], 'title', 'mine'));
    const before = digest(receiver);
    expect(() => receiver.import([blob, blob.slice(0, -1)])).toThrow('truncated');
    expect(digest(receiver)).toBe(before);
    receiver.apply(scalar(['bob', 1], 'tags', 'mine too'));
    await receiver.import([blob]);
    expect(readField(receiver, 'notes')).toMatchObject({ text: 'hello' });
    expect(readField(receiver, 'title')).toMatchObject({ value: 'mine' });
    expect(readField(receiver, 'tags')).toMatchObject({ value: 'mine too', authors: [['bob', 1]] });
  });

  it('leaves no trace of what it would have won', async () => {
    const receiver = replicaOf(lww, 'aaa');
    receiver.apply(scalar(['aaa', 0], 'title', 'first'));
    const blob = writtenBlob();
    expect(() => receiver.import([blob, blob.slice(0, -1)])).toThrow('truncated');
    const between = replicaOf(lww, 'abe');
    between.apply(scalar(['abe', 0], 'title', 'second'));
    await receiver.import([between.export('full')]);
    expect(readField(receiver, 'title')).toMatchObject({ value: 'second' });
  });
});
