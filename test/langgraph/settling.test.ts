import { describe, expect, it } from 'vitest';
import { connect } from '../../src/langgraph/channel.js';
import type { UpdateSource } from '../../src/langgraph/store-updates.js';
import { pair, Wire } from './bad-wire.js';
import { FakeSource } from './fake-source.js';

async function outcomeOf(promise: Promise<void>): Promise<'settled' | 'waiting'> {
  const turns = new Promise<'waiting'>((resolve) => {
    setImmediate(resolve, 'waiting');
  });
  return Promise.race([promise.then(() => 'settled' as const), turns]);
}

describe('an idle channel', () => {
  it('has heard of somebody', async () => {
    const { a, b, wire } = pair();
    const idle = connect(a, wire.end()).idle();
    wire.deliver();
    expect(await outcomeOf(idle)).toBe('waiting');
    connect(b, wire.end());
    wire.deliver();
    await idle;
  });

  it('waits until the others have what was written here', async () => {
    const { a, b, wire } = pair();
    const channel = connect(a, wire.end());
    connect(b, wire.end());
    wire.deliver();
    a.put('key', 'lost on its way');
    wire.lose();
    const idle = channel.idle();
    expect(await outcomeOf(idle)).toBe('waiting');
    wire.deliver();
    await idle;
    expect(b.texts).toEqual({ key: ['lost on its way'] });
  });

  it('waits for as many others as it is told to', async () => {
    const wire = new Wire();
    const [a, b, c] = [new FakeSource('a'), new FakeSource('b'), new FakeSource('c')];
    const idle = connect(a, wire.end(), { others: 2 }).idle();
    connect(b, wire.end());
    wire.deliver();
    expect(await outcomeOf(idle)).toBe('waiting');
    connect(c, wire.end());
    wire.deliver();
    await idle;
  });

  it('does not wait for who has left, nor for who is gone', async () => {
    const { a, b, wire } = pair();
    const [end, other] = [wire.end(), wire.end()];
    const [channel, left] = [connect(a, end), connect(b, other)];
    wire.deliver();
    const idle = channel.idle();
    left.close();
    wire.lose();
    expect(await outcomeOf(idle)).toBe('waiting');
    end.disconnect();
    await idle;
  });

  it('can be given up, and fails when the channel is closed', async () => {
    const { a, wire } = pair();
    const channel = connect(a, wire.end());
    const given_up = new AbortController();
    const idle = channel.idle(given_up.signal);
    given_up.abort(new Error('enough'));
    await expect(idle).rejects.toThrow('enough');
    const waiting = channel.idle();
    channel.close();
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
    await expect(channel.idle()).rejects.toMatchObject({ code: 'closed' });
  });

  it('fails where somebody never takes over what another has', async () => {
    const { a, wire } = pair();
    const deaf: UpdateSource = Object.assign(new FakeSource('deaf'), {
      receive: () => 'gap' as const,
      absorb: () => undefined,
    });
    a.put('key', 'refused');
    const idle = connect(a, wire.end()).idle();
    connect(deaf, wire.end());
    const failure = expect(idle).rejects.toMatchObject({ code: 'not_converging' });
    wire.deliver();
    await failure;
  });
});
