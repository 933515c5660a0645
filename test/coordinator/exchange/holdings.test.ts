import { describe, expect, it } from 'vitest';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { ShardHost } from '../../../src/coordinator/shard-link.js';
import type { ShardCommand } from '../../../src/workers/protocol.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

const AGENTS = 8;
const script = await layMixed({ agents: AGENTS, rounds: 2, writes_per_agent: 3, seed: 1 });

/** Two shards inline, and the seats of every command of one type that they are given, pass by pass. */
function overheard(host: ShardHost, type: 'version' | 'request') {
  const seats: number[] = [];
  const open = (): ReturnType<ShardHost['open']> => {
    const group = host.open();
    const links = group.links.map((link) => ({
      request: (command: ShardCommand) => {
        if (command.type === type) seats.push(command.seats.length);
        return link.request(command);
      },
    }));
    return { ...group, links };
  };
  return { seats, host: { ...host, threads: host.threads, open } };
}

async function asked(strategy: string, topology: string, type: 'version' | 'request') {
  const { seats, host } = overheard(createInlineHost(2), type);
  const result = await runRepetition(host, buildPlan(script, strategy, under({ topology })));
  expect(result.judgement.converged).toBe(true);
  return { all: seats.reduce((sum, one) => sum + one, 0), passes: result.passes };
}

describe('what senders are told of their receivers', () => {
  it('is one version and one request of every two that exchange', async () => {
    const versions = await asked('crdt', 'gossip_pairs', 'version');
    const requests = await asked('crdt', 'gossip_pairs', 'request');
    expect(versions.all).toBe((versions.passes * AGENTS) / 2);
    expect(requests.all).toBe((requests.passes * AGENTS) / 2);
  });

  it('is a version of everyone where the strategy has no requests', async () => {
    expect((await asked('lww', 'gossip_pairs', 'request')).all).toBe(0);
    const versions = await asked('lww', 'gossip_pairs', 'version');
    expect(versions.all).toBe(versions.passes * AGENTS);
  });

  it('leaves whom many exchange with at once with what all of them had', async () => {
    for (const topology of ['gossip', 'grid', 'star', 'random_regular']) {
      await asked('crdt', topology, 'request');
    }
  });
});
