import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ends, PeerID } from '../../../src/strategies/crdt/document.js';
import { decodeVersion, encodeVersion } from '../../../src/strategies/crdt/version.js';

const ends = fc
  .array(
    fc.tuple(
      fc.bigInt(0n, 2n ** 64n - 1n).map((id) => `${id}` as PeerID),
      fc.oneof(fc.constantFrom(1, 14, 15, 16, 2 ** 31 - 1), fc.integer({ min: 1, max: 300 })),
    ),
    { maxLength: 20 },
  )
  .map((entries): Ends => new Map(entries));

/** What a version says of a peer: a peer that is not listed has no operations. */
function told(of: Ends, peers: Ends): readonly (readonly [PeerID, number])[] {
  return [...peers.keys()].map((peer) => [peer, of.get(peer) ?? 0]);
}

describe('a version of the crdt', () => {
  it('tells where each peer ends in each document, however far that is', () => {
    fc.assert(
      fc.property(ends, ends, (registers, log) => {
        const decoded = decodeVersion(encodeVersion({ registers, log }));
        const peers = new Map([...registers, ...log]);
        expect(told(decoded.registers, peers)).toEqual(told(registers, peers));
        expect(told(decoded.log, peers)).toEqual(told(log, peers));
        expect(decoded.registers.size).toBe(peers.size);
      }),
    );
  });

  it('takes nine bytes for a peer that wrote a few times', () => {
    const peer = '81985529216486895' as PeerID;
    const few = encodeVersion({ registers: new Map([[peer, 14]]), log: new Map([[peer, 14]]) });
    const none = encodeVersion({ registers: new Map(), log: new Map() });
    expect(few.length - none.length).toBe(9);
  });
});
