// A race on threads: each drives its own lane and hands blobs to the others over ports, read without giving up
// the thread. A bell in shared memory says that there is something to read, which costs 5 ns to look at, and
// wakes a thread that has nothing to do. (Bytes are cloned into the message: copying them into shared memory
// first took 2 to 20 times as long, most of it for allocating that memory.)

import type { MessagePort } from 'node:worker_threads';
import { receiveMessageOnPort } from 'node:worker_threads';
import type { StateBlob } from '../../model/blob.js';
import { driveLane } from './drive-lane.js';
import type { Lane } from './lane.js';
import type { BlobMessage, RaceMessage } from './parcel.js';
import type { ConnectCommand } from './race-protocol.js';
import type { Ears, RaceRun, RaceTrack } from './track.js';

export class PortTrack implements RaceTrack, Ears {
  readonly shard: number;
  readonly shards: number;
  readonly #ports: readonly (MessagePort | null)[];
  readonly #bells: Int32Array;
  /** Per port: a blob that was read and is not heard yet. What came after it stays in the port. */
  readonly #held: (BlobMessage | null)[];
  #heard = 0;
  #holds = false;
  #racing_peers = 0;

  constructor({ shard, ports, bells }: Omit<ConnectCommand, 'type'>) {
    this.shard = shard;
    this.shards = ports.length;
    this.#ports = ports;
    this.#bells = new Int32Array(bells);
    this.#held = ports.map(() => null);
  }

  get quiet(): boolean {
    return this.#racing_peers === 0;
  }

  async run(lane: Lane, start: () => bigint): Promise<RaceRun> {
    this.#racing_peers = this.shards - 1;
    try {
      return await driveLane(lane, this, start);
    } catch (thrown) {
      // Whatever went wrong here, the others must not wait for it.
      this.announceEnd();
      throw thrown;
    }
  }

  post(shard: number, message: BlobMessage): void {
    const { bytes, version } = message;
    this.#send(shard, { ...message, bytes: tight(bytes), version: version && tight(version) });
  }

  announceEnd(): void {
    for (let shard = 0; shard < this.shards; shard += 1) {
      if (shard !== this.shard) this.#send(shard, { type: 'done' });
    }
  }

  listen(lane: Lane): void {
    const rung = Atomics.load(this.#bells, this.shard);
    if (rung === this.#heard && !this.#holds) return;
    this.#heard = rung;
    this.#holds = false;
    for (const [from, port] of this.#ports.entries()) {
      if (port && this.#letIn(from, lane)) this.#readAll(from, port, lane);
    }
  }

  /** Whether nothing from that shard is held back any more. */
  #letIn(from: number, lane: Lane): boolean {
    const held = this.#held[from];
    if (!held) return true;
    if (!lane.hears(held.progress)) {
      this.#holds = true;
      return false;
    }
    this.#held[from] = null;
    lane.accept(held);
    return true;
  }

  sleep(at_most_ms: number): void {
    Atomics.wait(this.#bells, this.shard, this.#heard, at_most_ms);
  }

  #send(shard: number, message: RaceMessage): void {
    this.#ports[shard]?.postMessage(message);
    Atomics.add(this.#bells, shard, 1);
    Atomics.notify(this.#bells, shard);
  }

  #readAll(from: number, port: MessagePort, lane: Lane): void {
    for (;;) {
      const received = receiveMessageOnPort(port) as { message: RaceMessage } | undefined;
      if (!received) return;
      const { message } = received;
      if (message.type === 'done') this.#racing_peers -= 1;
      else {
        this.#held[from] = message;
        if (!this.#letIn(from, lane)) return;
      }
    }
  }
}

/** A track for a shard that has no others beside it. */
export function createLoneTrack(): RaceTrack {
  return new PortTrack({ shard: 0, ports: [null], bells: new SharedArrayBuffer(4) });
}

/** A small view that is posted carries all of its buffer along. */
function tight(bytes: StateBlob): StateBlob {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
