// The ways between shards on threads: a channel for every two of them, and a bell for each.

import type { MessagePort } from 'node:worker_threads';
import { MessageChannel } from 'node:worker_threads';
import type { ConnectCommand } from '../../workers/race/race-protocol.js';

const BELL_BYTES = 4;

/** One command per shard. Each port stands in one command, and is to be moved with it. */
export function connectCommands(shards: number): readonly ConnectCommand[] {
  const bells = new SharedArrayBuffer(shards * BELL_BYTES);
  const ports = Array.from({ length: shards }, () =>
    Array.from({ length: shards }, (): MessagePort | null => null),
  );
  ports.forEach((row, from) => {
    for (let to = from + 1; to < shards; to += 1) {
      const { port1, port2 } = new MessageChannel();
      row[to] = port1;
      ports[to]?.splice(from, 1, port2);
    }
  });
  return ports.map((row, shard) => ({ type: 'connect', shard, ports: row, bells }));
}
