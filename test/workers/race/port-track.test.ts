import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lane } from '../../../src/workers/race/lane.js';
import type { BlobMessage } from '../../../src/workers/race/parcel.js';
import { PortTrack } from '../../../src/workers/race/port-track.js';

/** Two shards with a port between them; the second one listens for a lane that has come so far. */
function pairOf(hears: (progress: number) => boolean) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
  });
  const bells = new SharedArrayBuffer(8);
  const heard: number[] = [];
  const lane = { hears, accept: ({ blob }: BlobMessage) => heard.push(blob) } as unknown as Lane;
  const ahead = new PortTrack({ shard: 0, ports: [null, port1], bells });
  const behind = new PortTrack({ shard: 1, ports: [port2, null], bells });
  return { ahead, behind, lane, heard };
}

function blobOf(blob: number, progress: number): BlobMessage {
  const bytes = Uint8Array.of(blob);
  const recipients = { type: 'everyone' } as const;
  const rest = { sender: 0, pass: 0, version: null, recipients, struck: [] };
  return { type: 'blob', blob, bytes, progress, ...rest };
}

describe('a shard that listens', () => {
  it('hears of a shard that is ahead only what that one sent when it was no further', () => {
    let progress = 0.4;
    const { ahead, behind, lane, heard } = pairOf((other) => other <= progress);
    for (const at of [0.2, 0.4, 0.6, 0.8]) ahead.post(1, blobOf(at * 10, at));
    behind.listen(lane);
    expect(heard).toEqual([2, 4]);
    behind.listen(lane);
    expect(heard).toEqual([2, 4]);
    progress = 0.7;
    behind.listen(lane);
    expect(heard).toEqual([2, 4, 6]);
  });

  it('hears everything in the order in which it was sent once it has come to its end', () => {
    let progress = 0;
    const { ahead, behind, lane, heard } = pairOf((other) => other <= progress);
    for (const blob of [1, 2, 3]) ahead.post(1, blobOf(blob, blob / 3));
    behind.listen(lane);
    expect(heard).toEqual([]);
    progress = 1;
    behind.listen(lane);
    expect(heard).toEqual([1, 2, 3]);
  });
});
