import { describe, expect, it, vi } from 'vitest';
import type { Candidate, Conflict } from '../../src/strategies/model.js';
import { createStubModel, pickSmallest } from '../../src/strategies/model.js';
import { deferred } from './support/deferred.js';

function conflict(...candidates: readonly Candidate[]): Conflict {
  return { field: 'status', candidates, contenders: [] };
}

describe('the stand-in model', () => {
  it('picks the candidate whose canonical JSON is smallest, wherever it stands', () => {
    const draft: Candidate = { kind: 'scalar', value: 'draft' };
    const published: Candidate = { kind: 'scalar', value: 'published' };
    expect(pickSmallest(conflict(draft, published))).toBe(0);
    expect(pickSmallest(conflict(published, draft))).toBe(1);
  });

  it('compares text, not numbers', () => {
    const ten: Candidate = { kind: 'scalar', value: 10 };
    const nine: Candidate = { kind: 'scalar', value: 9 };
    expect(pickSmallest(conflict(nine, ten))).toBe(1);
  });

  it('goes by kind where the values are one', () => {
    const scalar: Candidate = { kind: 'scalar', value: 'x' };
    const text: Candidate = { kind: 'append_text', value: 'x' };
    expect(pickSmallest(conflict(scalar, text))).toBe(1);
  });

  it('answers at once where it takes no time', () => {
    const wait = vi.fn<(ms: number) => Promise<void>>();
    const model = createStubModel(0, wait);
    expect(model(conflict({ kind: 'scalar', value: 1 }, { kind: 'scalar', value: 2 }))).toBe(0);
    expect(wait).not.toHaveBeenCalled();
  });

  it('answers after the wait it is given', async () => {
    const timer = deferred<undefined>();
    let answered = false;
    const model = createStubModel(150, (ms) =>
      timer.promise.then(() => {
        expect(ms).toBe(150);
      }),
    );
    const answer = Promise.resolve(
      model(conflict({ kind: 'scalar', value: 2 }, { kind: 'scalar', value: 1 })),
    ).then((index) => {
      answered = true;
      return index;
    });
    await Promise.resolve();
    expect(answered).toBe(false);
    timer.resolve(undefined);
    expect(await answer).toBe(1);
  });
});
