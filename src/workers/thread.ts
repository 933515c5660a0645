// The entry of a worker thread: one long task that serves one shard over a port until it is closed.

import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../model/problem.js';
import type { ShardCommand, ShardFailure, ShardReply } from './protocol.js';
import { Shard } from './shard.js';

/** Ends when the shard has been closed and its last reply is posted. */
export async function serveShard({ port }: { readonly port: MessagePort }): Promise<void> {
  const shard = new Shard();
  await new Promise<void>((resolve) => {
    port.on('message', (command: ShardCommand) => {
      void shard.handle(command).then((reply) => {
        post(port, reply, command);
        if (command.type === 'close') resolve();
      });
    });
    port.on('close', resolve);
  });
  port.close();
}

/** A plug-in may read as something that cannot cross threads (a function): that is its failure, not ours. */
function post(port: MessagePort, reply: ShardReply, { type: phase }: ShardCommand): void {
  try {
    port.postMessage(reply);
  } catch (thrown) {
    const failure: ShardFailure = { code: 'threw', phase, message: messageOf(thrown) };
    port.postMessage({ ok: false, failure });
  }
}
