import { describe, expect, it } from 'vitest';
import { BlobBook } from '../../../src/coordinator/exchange/blob-book.js';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import type { RepetitionPlan } from '../../../src/coordinator/repetition-plan.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import type { ShardHost } from '../../../src/coordinator/shard-link.js';
import type { Undelivered } from '../../../src/model/blob-end.js';
import type { ShardReply } from '../../../src/workers/protocol.js';
import type { Conditions } from '../../support/plan.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

const script = await layMixed({ agents: 4, rounds: 2, writes_per_agent: 4, seed: 5 });
const NEVER = { max_heal_passes: 0 };

interface Asked extends Conditions {
  readonly exchange?: RepetitionPlan['exchange'];
}

function execute({ exchange = 'batch', ...conditions }: Asked, host = createInlineHost(2)) {
  const changes = { exchange, ...under({ topology: 'gossip', ...conditions }) };
  return runRepetition(host, buildPlan(script, 'lww', changes));
}

async function endsOf(asked: Asked) {
  const { messages, blob_ends } = (await execute(asked)).traffic;
  const { sent_count, counts, rejections } = blob_ends;
  expect(sent_count).toBe(messages);
  const ended = Object.entries(counts).filter(([end, count]) => end !== 'accepted' && count > 0);
  return { ends: ended.map(([end]) => end), counts, rejections, sent_count };
}

describe.each(['batch', 'racing'] as const)('the ends of blobs (%s)', (exchange) => {
  it('are that all were accepted where nothing strikes', async () => {
    const { counts, sent_count } = await endsOf({ exchange });
    expect(counts.accepted).toBe(sent_count);
  });

  it('tell what was dropped', async () => {
    expect((await endsOf({ exchange, faults: 'drop=40%' })).ends).toEqual(['dropped']);
  });

  it('count every copy of what was doubled', async () => {
    const { counts, sent_count } = await endsOf({ exchange, faults: 'duplicate=100%:times=3' });
    expect(counts.accepted).toBe(sent_count);
  });

  it.each([
    ['bit_flip', ['damaged']],
    ['empty', ['empty']],
  ])('tell by code what was refused: %s', async (damage, codes) => {
    const asked = { exchange, faults: `corrupt=100%:${damage}`, terms: NEVER };
    const { ends, counts, rejections } = await endsOf(asked);
    expect(ends).toEqual(['rejected']);
    expect(Object.keys(rejections)).toEqual(expect.arrayContaining(codes));
    const total = Object.values(rejections).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(counts.rejected);
  });

  it('tell what was damaged and taken', async () => {
    const terms = { ...NEVER, envelope: 'off' } as const;
    const { ends } = await endsOf({ exchange, faults: 'corrupt=100%:bit_flip', terms });
    expect(ends).toContain('corrupted');
  });
});

describe('the ends of blobs', () => {
  it('tell what was on its way to an agent that crashed', async () => {
    const { ends } = await endsOf({ topology: 'mesh', faults: 'crash=60%:after_export' });
    expect(ends).toEqual(['discarded']);
  });

  it('tell what was still on its way when the exchange was over', async () => {
    const asked = { faults: 'delay=100%:passes=9@0-1', terms: NEVER };
    expect((await endsOf(asked)).ends).toEqual(['pending']);
  });

  it('over a mesh in which everyone hears everyone are counted too', async () => {
    const { counts, sent_count } = await endsOf({ topology: 'mesh' });
    expect(sent_count).toBeGreaterThan(0);
    expect(counts.accepted).toBe(sent_count);
  });
});

/** A host whose shards tell less than what happened. */
function forgetful(change: (reply: ShardReply) => ShardReply): ShardHost {
  const host = createInlineHost(2);
  return {
    ...host,
    open: () => {
      const group = host.open();
      const links = group.links.map((link) => ({
        request: async (...asked: Parameters<typeof link.request>) =>
          change(await link.request(...asked)),
      }));
      return { ...group, links };
    },
  };
}

describe('a harness that loses track of a blob', () => {
  const RACING = { exchange: 'racing', faults: 'corrupt=50%:bit_flip' } as const;

  it('is found out where a shard forgets what it refused', async () => {
    const host = forgetful((reply) =>
      reply.ok && 'refused' in reply.value && 'timelines' in reply.value
        ? { ok: true, value: { ...reply.value, refused: [] } }
        : reply,
    );
    await expect(execute(RACING, host)).rejects.toThrow(/blobs were sent and \d+ ended: /);
    await expect(execute(RACING)).resolves.toBeDefined();
  });

  it('is found out by its book, too many ends as well as too few', () => {
    const dropped: Undelivered = {
      ...{ round: 0, pass: 0, sender: 0, receiver: 1, exported: 0 },
      ...{ end: 'dropped', code: null },
    };
    const book = new BlobBook();
    book.send(2);
    book.accept(1);
    expect(() => book.balance()).toThrow('2 blobs were sent and 1 ended: 1 accepted, 0 corrupted');
    book.enter(dropped);
    expect(book.balance().counts).toMatchObject({ accepted: 1, dropped: 1 });
    book.enter(dropped);
    expect(() => book.balance()).toThrow('2 blobs were sent and 3 ended');
  });
});
