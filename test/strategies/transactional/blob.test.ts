import { describe, expect, it } from 'vitest';
import type { StateBlob } from '../../../src/model/blob.js';
import type { Replica } from '../../../src/strategies/strategy.js';
import { transactional } from '../../../src/strategies/transactional.js';
import { digestText, readField, replicaOf } from '../support/replicas.js';
import { appendText, growSet, scalar } from '../support/writes.js';

function digest(replica: Replica): string {
  return digestText(replica.read());
}

/** What a replica exports that wrote each kind, the last with two pasts. */
function writtenBlob(): StateBlob {
  const replica = replicaOf(transactional, 'ann');
  const other = replicaOf(transactional, 'bob');
  other.apply(scalar(['bob', 0], 'title', 'first'));
  void replica.import([other.export('full')]);
  replica.apply(growSet(['ann', 1], 'tags', ['x', null]));
  replica.apply(appendText(['ann', 2], 'notes', 'hello\n'));
  replica.apply(scalar(['ann', 3], 'title', { deep: ['é'] }, [['cid', 4]]));
  return replica.export('delta');
}

/** The blob with one stretch of its text replaced. */
function forged(from: string, to: string): StateBlob {
  const text = new TextDecoder().decode(writtenBlob());
  expect(text).toContain(from);
  return new TextEncoder().encode(text.replace(from, () => to));
}

describe('a transactional blob', () => {
  it('is lines of JSON: a header, names, pasts, entries', () => {
    expect(new TextDecoder().decode(writtenBlob()).split('\n')).toEqual([
      '["mergestorm-transactional-2",3]',
      '["ann","tags","notes","title"]',
      '[]',
      '[["bob",0]]',
      '[["cid",4]]',
      JSON.stringify([
        [0, 1, 1, 'grow_set', ['x', null], 2, 0, 0],
        [0, 2, 2, 'append_text', 'hello\n', 3, 0, 0],
        [0, 3, 3, 'scalar', { deep: ['é'] }, 4, 1, 2],
      ]),
    ]);
  });

  it('carries one past for all writes of a round to a field', () => {
    const replica = replicaOf(transactional, 'ann');
    const other = replicaOf(transactional, 'bob');
    other.apply(scalar(['bob', 0], 'title', 0));
    void replica.import([other.export('full')]);
    for (let op = 0; op < 5; op += 1) replica.apply(scalar(['ann', op], 'title', op));
    const text = new TextDecoder().decode(replica.export('delta'));
    expect(text).toMatch(/^\["mergestorm-transactional-2",2\]/);
  });

  it('holds names that UTF-8 could not', async () => {
    const sender = replicaOf(transactional, 'A\ud800');
    sender.apply(scalar(['A\ud800', 0], 'f\udfff', 'v\udfff'));
    const receiver = replicaOf(transactional, 'bob');
    await receiver.import([sender.export('full')]);
    expect(readField(receiver, 'f\udfff')).toMatchObject({
      value: 'v\udfff',
      authors: [['A\ud800', 0]],
    });
  });
});

describe('a transactional blob from who knows where', () => {
  it.each([
    ['no bytes', new Uint8Array(0)],
    ['no text', Uint8Array.of(0x5b, 0xff, 0xfe, 0x5d)],
    ['another format', forged('mergestorm-transactional-2', 'mergestorm-transactional-3')],
    ['a header that counts wrong', forged('-2",3]', '-2",2]')],
    ['names that are no list', forged('["ann","tags","notes","title"]', '{"0":"ann"}')],
    ['a name that is none', forged('["ann","tags"', '["ann",7')],
    ['a name that is not there', forged('[[0,1,1,', '[[0,1,9,')],
    ['a name given by text', forged('[[0,1,1,', '[[0,1,"length",')],
    ['a past that is no list', forged('[["bob",0]]', '"bob"')],
    ['a past with a negative op', forged('[["bob",0]]', '[["bob",-1]]')],
    ['a past that is not there', forged('"é"]},4,1,2]', '"é"]},4,1,7]')],
    ['a write that follows itself', forged('[["bob",0]]', '[["ann",3]]')],
    ['an entry with too few parts', forged(',3,0,0]', ',3,0]')],
    ['a clock that is no number', forged(',2,0,0]', ',null,0,0]')],
    ['an op id that is no whole number', forged('[[0,1,1,', '[[0,1.5,1,')],
    ['a kind that does not exist', forged('"grow_set"', '"shrink_set"')],
    ['a set with an object in it', forged('["x",null]', '["x",{}]')],
    ['a text that is none', forged('"hello\\n"', '["hello"]')],
  ])('is refused where it holds %s', (_, blob) => {
    const replica = replicaOf(transactional, 'bob');
    expect(() => replica.import([blob])).toThrow(/^transactional blob of \d+ bytes is unreadable/);
    expect(replica.read().fields).toEqual([]);
  });

  it('is refused wherever it is cut off, and takes its batch with it', () => {
    const blob = writtenBlob();
    const receiver = replicaOf(transactional, 'bob');
    receiver.apply(scalar(['bob', 0], 'title', 'first'));
    const before = digest(receiver);
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => receiver.import([blob, blob.slice(0, length)])).toThrow('unreadable');
    }
    expect(digest(receiver)).toBe(before);
  });

  it.each([
    ['value', forged('["x",null]', '["y",null]')],
    ['field', forged('"tags"', '"other"')],
    ['clock', forged('["x",null],2,', '["x",null],3,')],
  ])('is refused where a known write comes with another %s', async (_, blob) => {
    const receiver = replicaOf(transactional, 'bob');
    await receiver.import([writtenBlob()]);
    const before = digest(receiver);
    expect(() => receiver.import([blob])).toThrow('two different writes came as write 1 ann');
    expect(digest(receiver)).toBe(before);
    expect(() => replicaOf(transactional, 'cid').import([writtenBlob(), blob])).toThrow('two');
  });

  it('cannot hang a replica with writes that declare to follow each other', async () => {
    const [ann, bob] = ['ann', 'bob'].map((agent) => {
      const writer = replicaOf(transactional, agent);
      const other = agent === 'ann' ? 'bob' : 'ann';
      writer.apply(appendText([agent, 0], 'notes', agent, [[other, 0]]));
      writer.apply(scalar([agent, 1], 'title', agent, [[other, 1]]));
      return writer.export('full');
    });
    const receiver = replicaOf(transactional, 'cid');
    await receiver.import([ann, bob].filter((blob) => blob !== undefined));
    expect(readField(receiver, 'notes')).toMatchObject({ text: 'annbob' });
    expect(readField(receiver, 'title')).toBeUndefined();
  });
});
