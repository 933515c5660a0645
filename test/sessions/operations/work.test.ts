import { describe, expect, it } from 'vitest';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import type { WorkClaim, WorkDraft } from '../../../src/sessions/terms.js';
import {
  claimedBy,
  codeOf,
  command,
  joining,
  ownerOf,
  sceneOf,
  SESSION,
  TTL_MS,
  turnWork,
  valueOf,
} from '../support/scene.js';

const session_id = SESSION;
const [ada, bob] = [ownerOf('ada'), ownerOf('bob')];

function queueOf(...drafts: readonly WorkDraft[]) {
  const scene = sceneOf();
  for (const draft of drafts) valueOf(scene.store.enqueueWork({ session_id, draft }));
  const { fence } = claimedBy(scene.store, ada);
  return { ...scene, fence };
}

function ready(
  store: SyncSessionStore,
  fence: number,
  boundary: 'idle' | 'active_turn_checkpoint' = 'idle',
  max = 100,
): readonly number[] {
  return idsOf(valueOf(store.claimReadyWork({ session_id, fence, boundary, max })));
}

function idsOf(claims: readonly WorkClaim[]): readonly number[] {
  return claims.map(({ work }) => work.work_id);
}

const LATER = { delivery: 'after_current_turn_commit' } as const;

describe('a command at the head', () => {
  it('is claimed alone, and the next one after it', () => {
    const { store, fence } = queueOf(command(), command());
    const ids = [1, 2, 3].map(
      () => valueOf(store.claimLeadingCommand({ session_id, fence }))?.work.work_id,
    );
    expect(ids).toEqual([1, 2, undefined]);
  });

  it('keeps turn work behind it back until it is claimed', () => {
    const { store, fence } = queueOf(command(), turnWork());
    expect(ready(store, fence)).toEqual([]);
    store.claimLeadingCommand({ session_id, fence });
    expect(ready(store, fence)).toEqual([2]);
  });

  it('is not claimed from behind turn work', () => {
    const { store, fence } = queueOf(turnWork(), command());
    expect(valueOf(store.claimLeadingCommand({ session_id, fence }))).toBeNull();
  });
});

describe('ready work', () => {
  it('at a checkpoint of a turn is only what may be delivered there', () => {
    const { store, fence } = queueOf(turnWork(LATER), turnWork());
    expect(ready(store, fence, 'active_turn_checkpoint')).toEqual([]);
    expect(ready(store, fence, 'idle')).toEqual([1]);
    expect(ready(store, fence, 'active_turn_checkpoint')).toEqual([2]);
  });

  it('behind an exclusive head is that batch alone', () => {
    const { store, fence } = queueOf(turnWork(), turnWork());
    expect(ready(store, fence)).toEqual([1]);
  });

  it.each([
    ['another merge key', joining('b')],
    ['another delivery', joining('a', LATER)],
    ['an exclusive slot', turnWork()],
    ['a command', command({ slot: { type: 'join', merge_key: 'a' } })],
  ])('extends a joining head over what follows, up to %s', (_, stranger) => {
    const { store, fence } = queueOf(joining('a'), joining('a'), stranger, joining('a'));
    expect(ready(store, fence)).toEqual([1, 2]);
  });

  it('is at most as much as was asked for', () => {
    const { store, fence } = queueOf(...Array.from({ length: 5 }, () => joining('a')));
    expect(ready(store, fence, 'idle', 2)).toEqual([1, 2]);
    expect(ready(store, fence, 'idle', 2)).toEqual([3, 4]);
  });

  it('is found behind any number of rows that this generation has claimed', () => {
    const { store, fence } = queueOf(...Array.from({ length: 101 }, () => turnWork()));
    const claimed = Array.from({ length: 101 }, () => ready(store, fence)[0]);
    expect(claimed).toEqual(Array.from({ length: 101 }, (__, index) => index + 1));
    expect(ready(store, fence)).toEqual([]);
  });
});

describe('a claim', () => {
  it('ends with its generation: the next one claims the same rows', () => {
    const { store, clock } = queueOf(turnWork());
    expect(ready(store, 1)).toEqual([1]);
    clock.advance(TTL_MS);
    claimedBy(store, bob);
    expect(ready(store, 2)).toEqual([1]);
  });

  it('needs the fence of a live lease', () => {
    const { store, clock, fence } = queueOf(turnWork());
    clock.advance(TTL_MS);
    const args = { session_id, fence, boundary: 'idle', max: 1 } as const;
    expect(codeOf(store.claimReadyWork(args))).toBe('LeaseExpired');
    expect(codeOf(store.claimLeadingCommand({ session_id, fence }))).toBe('LeaseExpired');
  });

  it('is told of as long as it lives, and no longer', () => {
    const { store, clock, fence } = queueOf(turnWork());
    ready(store, fence);
    const fences = () =>
      valueOf(store.openWork({ session_id })).map(({ claimed_fence }) => claimed_fence);
    expect(fences()).toEqual([1]);
    clock.advance(TTL_MS);
    expect(fences()).toEqual([null]);
  });
});

describe('completing work', () => {
  const complete = (store: SyncSessionStore, ...work: readonly (readonly [number, number])[]) =>
    store.completeWork({
      session_id,
      claims: work.map(([work_id, fence]) => ({ work_id, fence })),
    });

  it('takes claimed rows out of the queue', () => {
    const { store, fence } = queueOf(joining('a'), joining('a'));
    ready(store, fence);
    expect(valueOf(complete(store, [1, fence], [2, fence]))).toEqual({ completed: 2 });
    expect(valueOf(store.openWork({ session_id }))).toEqual([]);
  });

  it('is refused for a claim that was superseded, and changes nothing', () => {
    const { store, clock } = queueOf(joining('a'), joining('a'));
    ready(store, 1);
    clock.advance(TTL_MS);
    claimedBy(store, bob);
    ready(store, 2, 'idle', 1);
    const answer = complete(store, [1, 2], [2, 1]);
    expect(answer).toMatchObject({ ok: false, error: { code: 'ClaimSuperseded', row_id: 2 } });
    expect(valueOf(store.openWork({ session_id }))).toHaveLength(2);
  });

  it.each([
    ['was never claimed', (): void => undefined],
    [
      'is completed',
      (store: SyncSessionStore): void => {
        ready(store, 1);
        complete(store, [1, 1]);
      },
    ],
  ])('is refused for a row that %s', (_, prepare) => {
    const { store } = queueOf(turnWork());
    prepare(store);
    expect(codeOf(complete(store, [1, 1]))).toBe('ClaimSuperseded');
  });

  it('is refused once the lease has expired, though nobody has taken it', () => {
    const { store, clock, fence } = queueOf(turnWork());
    ready(store, fence);
    clock.advance(TTL_MS);
    expect(codeOf(complete(store, [1, fence]))).toBe('ClaimSuperseded');
  });

  it('takes no row twice in one call', () => {
    const { store, fence } = queueOf(turnWork());
    ready(store, fence);
    expect(codeOf(complete(store, [1, fence], [1, fence]))).toBe('InvalidArgument');
  });
});
