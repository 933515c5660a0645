// What must play no part in a digest, planted around a sound strategy: bytes of blobs that differ from replica
// to replica, and bookkeeping that grows with everything a replica is asked.

import type { StateBlob } from '../../../src/model/blob.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import { wrapped } from './wrapped.js';

/** Every blob begins with a number that no other blob of the replica has; versions too. */
export function withNonces(strategy: Strategy, first: number): Strategy {
  let next = first;
  const stamped = (bytes: StateBlob): StateBlob => {
    const longer = new Uint8Array(bytes.length + 4);
    new DataView(longer.buffer).setUint32(0, (next += 1));
    longer.set(bytes, 4);
    return longer;
  };
  return wrapped(strategy, (sound) => ({
    export: (scope) => stamped(sound.export(scope)),
    import: (blobs) => sound.import(blobs.map((blob) => blob.subarray(4))),
  }));
}
