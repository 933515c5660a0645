import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeBundle } from '../../src/langgraph/bundle.js';
import type { Channel, ChannelOptions } from '../../src/langgraph/channel.js';
import { connect } from '../../src/langgraph/channel.js';
import { FakeSource } from './fake-source.js';
import { End, pair, Wire } from './bad-wire.js';

function stores(count: number): readonly FakeSource[] {
  return Array.from({ length: count }, (_, index) => new FakeSource(`store-${index}`));
}

describe('stores on a channel', () => {
  it('send each write as it is made', () => {
    const { a, b, wire } = pair();
    connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    a.put('key', 'of a');
    b.put('key', 'of b');
    wire.deliver();
    expect([a.texts, b.texts]).toEqual([{ key: ['of a', 'of b'] }, { key: ['of a', 'of b'] }]);
    expect([a.absorbed, b.absorbed]).toEqual([0, 0]);
  });

  it('catch up with what was written before they were connected', () => {
    const { a, b, wire } = pair();
    a.put('key', 'early');
    b.put('other', 'early, too');
    connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    expect(b.texts).toEqual({ key: ['early'], other: ['early, too'] });
    expect(a.texts).toEqual(b.texts);
  });

  it('ask for what was lost as soon as the next update arrives', () => {
    const { a, b, wire } = pair();
    connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    a.put('key', 'lost');
    wire.lose();
    a.put('key', 'arrived');
    wire.deliver();
    expect(b.texts).toEqual({ key: ['arrived', 'lost'] });
  });

  it('ask a few times for what a thousand updates show to be missing', () => {
    const { a, b, wire } = pair();
    connect(a, wire.end());
    const channel = connect(b, wire.end());
    wire.deliver();
    a.put('key', 'lost');
    wire.lose();
    for (let index = 0; index < 1000; index += 1) a.put('key', `${index}`);
    const before = channel.counts.sent_messages;
    wire.deliver();
    expect(b.texts).toEqual(a.texts);
    expect(channel.counts.sent_messages - before).toBeLessThanOrEqual(10);
  });

  it('ask one of those who offer the same', () => {
    const wire = new Wire();
    const [first, second, late] = [new FakeSource('1'), new FakeSource('2'), new FakeSource('3')];
    connect(first, wire.end());
    connect(second, wire.end());
    first.put('key', 'one');
    wire.deliver();
    connect(late, wire.end());
    wire.deliver();
    expect([late.texts, late.absorbed]).toEqual([{ key: ['one'] }, 1]);
  });

  it('tell on one channel what they learn on another', () => {
    const [left, right] = [new Wire(), new Wire()];
    const [a, hub, b] = [new FakeSource('a'), new FakeSource('hub'), new FakeSource('b')];
    connect(a, left.end());
    connect(hub, left.end());
    connect(hub, right.end());
    connect(b, right.end());
    left.deliver();
    right.deliver();
    a.put('key', 'from a');
    left.deliver();
    right.deliver();
    expect(b.texts).toEqual({ key: ['from a'] });
  });

  it('converge whatever is lost, doubled or reordered, once messages arrive again', async () => {
    const faults = fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 8 }), { maxLength: 6 });
    const writes = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(writes, faults, async (acts, picks) => {
        const wire = new Wire();
        const sources = stores(3);
        const channels = sources.map((source) => connect(source, wire.end()));
        for (const [index, [writer, key]] of acts.entries()) {
          sources[writer]?.put(`k${key}`, `${index}`);
          const pick = picks[index % Math.max(1, picks.length)];
          if (index % 3 === 2) badly(wire, pick ?? []);
        }
        const idle = Promise.all(channels.map((channel) => channel.idle()));
        wire.deliver();
        await idle;
        const [first] = sources;
        expect(sources.map(({ texts }) => texts)).toEqual(sources.map(() => first?.texts));
      }),
      { numRuns: 60 },
    );
  });
});

/** One delivery of picked messages: some never, some twice, in the order of the picks. */
function badly(wire: Wire, picks: readonly number[]): void {
  let turns = 3;
  wire.deliver((waiting) => {
    turns -= 1;
    return turns < 0 ? [] : picks.flatMap((pick) => waiting.slice(pick, pick + 1));
  });
}

describe('a message that nobody can read', () => {
  it('is counted and ignored', () => {
    const { a, b, wire } = pair();
    const end = wire.end();
    const channel = connect(a, end);
    connect(b, wire.end());
    end.hear(['text of somebody else', new Uint8Array([1, 2]), null]);
    end.hear([encodeBundle({ type: 'updates', updates: [] })]);
    b.put('key', 'after it');
    wire.deliver();
    expect(channel.counts.damaged_messages).toBe(4);
    expect(a.texts).toEqual({ key: ['after it'] });
  });

  it('is counted where the store refuses its blob', () => {
    const { a, b, wire } = pair();
    const channel = connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    a.receive = () => {
      throw new Error('unreadable');
    };
    b.put('key', 'refused');
    wire.deliver();
    expect([channel.counts.damaged_messages, a.texts]).toEqual([1, {}]);
  });
});

describe('a channel', () => {
  it('that is closed carries nothing more', () => {
    const { a, b, wire } = pair();
    const channel = connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    channel.close();
    channel.close();
    a.put('key', 'of a');
    b.put('key', 'of b');
    wire.deliver();
    expect([a.texts, b.texts]).toEqual([{ key: ['of a'] }, { key: ['of b'] }]);
  });

  it('does not fail a write because its transport does', () => {
    const source = new FakeSource('a');
    const channel = connect(
      source,
      new End(() => {
        throw new Error('closed');
      }),
    );
    source.put('key', 'kept');
    expect([channel.counts.unsent_messages, source.texts]).toEqual([2, { key: ['kept'] }]);
  });

  it('over a MessagePort ends when the other end does', async () => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => {
      port1.close();
    });
    const [a, b] = [new FakeSource('a'), new FakeSource('b')];
    a.put('key', 'of a');
    const connected = (source: FakeSource, port: typeof port1, options?: ChannelOptions): Channel =>
      connect(source, port, options);
    const [one, other] = [connected(a, port1), connected(b, port2)];
    await Promise.all([one.idle(), other.idle()]);
    expect(b.texts).toEqual({ key: ['of a'] });
    const idle = one.idle();
    port2.close();
    await idle;
  });
});
