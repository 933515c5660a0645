import { MessageChannel, Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const LANGGRAPH = new URL('../../dist/langgraph/', import.meta.url).href;

/** A store of its own that writes, waits until all have all, and tells what it holds when it is asked. */
const SOURCE = `
  const { BroadcastChannel, parentPort, workerData } = require('node:worker_threads');
  const { once } = require('node:events');
  const from = (name) => import(${JSON.stringify(LANGGRAPH)} + name);
  (async () => {
    const { connect } = await from('channel.js');
    const { StoreCore } = await from('store-core.js');
    const { beginScope } = await from('scopes.js');
    const { name, writes, others, broadcast, port } = workerData;
    const transport = port ?? new BroadcastChannel(broadcast);
    const core = new StoreCore();
    const channel = connect(core, transport, { others });
    const id = { namespace: ['threads'], key: 'shared' };
    for (let index = 0; index < writes; index += 1) {
      core.put(id, { found: [name + index] }, beginScope(name));
      await new Promise(setImmediate);
    }
    await channel.idle();
    parentPort.postMessage('written');
    await once(parentPort, 'message');
    await channel.idle();
    parentPort.postMessage({ value: core.get(id).value, damaged: channel.counts.damaged_messages });
    await once(parentPort, 'message');
    channel.close();
    transport.close();
    parentPort.close();
  })();`;

interface Told {
  readonly value: { readonly found: readonly string[] };
  readonly damaged: number;
}

const WRITES = 40;

/** What all hold in the end, each having written on its own. */
async function togetherThrough(
  transports: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Told[]> {
  const workers = transports.map((transport, index) => {
    const others = transports.length - 1;
    const workerData = { name: `t${index}-`, writes: WRITES, others, ...transport };
    const transferList = 'port' in transport ? [transport['port'] as MessageChannel['port1']] : [];
    return new Worker(SOURCE, { eval: true, workerData, transferList });
  });
  await allSay(workers);
  const told = await askAll<Told>(workers);
  const exits = workers.map((worker) => once(worker, 'exit'));
  for (const worker of workers) worker.postMessage('leave');
  await Promise.all(exits);
  return told;
}

async function askAll<Answer>(workers: readonly Worker[]): Promise<readonly Answer[]> {
  const answers = allSay<Answer>(workers);
  for (const worker of workers) worker.postMessage('tell');
  return answers;
}

async function allSay<Answer>(workers: readonly Worker[]): Promise<readonly Answer[]> {
  const said = await Promise.all(workers.map((worker) => once(worker, 'message')));
  return said.map(([answer]) => answer as Answer);
}

function everythingOf(count: number): readonly string[] {
  const names = Array.from({ length: count }, (_, index) => `t${index}-`);
  return names.flatMap((name) => Array.from({ length: WRITES }, (_, at) => `${name}${at}`)).sort();
}

describe('stores in threads', () => {
  it('converge over a MessagePort', async () => {
    const { port1, port2 } = new MessageChannel();
    const [first, second] = await togetherThrough([{ port: port1 }, { port: port2 }]);
    expect(second).toEqual(first);
    expect([...(first?.value.found ?? [])].sort()).toEqual(everythingOf(2));
    expect(first?.damaged).toBe(0);
  });

  it('converge over a BroadcastChannel', async () => {
    const broadcast = 'mergestorm stores in threads';
    const told = await togetherThrough([{ broadcast }, { broadcast }, { broadcast }]);
    const [first] = told;
    expect(told).toEqual([first, first, first]);
    expect([...(first?.value.found ?? [])].sort()).toEqual(everythingOf(3));
  });
});
