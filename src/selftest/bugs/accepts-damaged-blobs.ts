import type { StateBlob } from '../../model/blob.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';
import { under } from '../scene.js';
import { CROWDED_ONCE } from '../workload-shape.js';

const LENGTH_BYTES = 4;

/** Reads as many bytes of a blob as it says it has, whatever stands behind them. */
export const acceptsDamagedBlobs: StrategyBug = {
  name: 'accepts a damaged blob',
  where: 'strategy',
  planted_in: 'transactional',
  property: {
    type: 'check',
    name: 'corruption',
    verdict: 'FAIL',
    scene: under(CROWDED_ONCE, {
      faults: 'corrupt=60%:oversize@0',
      terms: { envelope: 'off', blob_scope: 'full' },
    }),
  },
  plant: (create, context) => {
    const sound = create(context);
    return changed(sound, {
      export: (scope) => sized(sound.export(scope)),
      import: (blobs) => sound.import(blobs.map(asLongAsItSays)),
    });
  },
};

function sized(blob: StateBlob): StateBlob {
  const bytes = new Uint8Array(LENGTH_BYTES + blob.length);
  new DataView(bytes.buffer).setUint32(0, blob.length);
  bytes.set(blob, LENGTH_BYTES);
  return bytes;
}

function asLongAsItSays(blob: StateBlob): StateBlob {
  const length = new DataView(blob.buffer, blob.byteOffset, blob.length).getUint32(0);
  return blob.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}
