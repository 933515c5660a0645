import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explain, listenForPanics } from '../../src/workers/panics.js';

/** The console that an engine speaks to. */
const spoken: Pick<Console, 'error'> = globalThis.console;

const PANIC = 'panicked at src/state.rs:5:14:\nlist diff retains 75 items\n\nStack:\n\nError: x';

describe('listening for panics', () => {
  const print = vi.fn();

  beforeEach(() => {
    vi.spyOn(spoken, 'error').mockImplementation(print);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    print.mockClear();
  });

  it('keeps what a panic says, and lets pass what anyone else says', () => {
    const panics = listenForPanics();
    spoken.error('a plug-in:', 7);
    expect(panics.heard()).toBeNull();
    spoken.error(PANIC);
    spoken.error('panicked at what came of it');
    expect(panics.heard()).toBe(PANIC);
    panics.close();
    expect(print.mock.calls).toEqual([['a plug-in:', 7]]);
  });

  it('ends with the last that listens, and begins anew', () => {
    const [first, second] = [listenForPanics(), listenForPanics()];
    first.close();
    spoken.error(PANIC);
    expect(second.heard()).toBe(PANIC);
    second.close();
    spoken.error(PANIC);
    expect(print.mock.calls).toEqual([[PANIC]]);
    const third = listenForPanics();
    expect(third.heard()).toBeNull();
    third.close();
  });

  it('leaves a console alone that somebody has changed meanwhile', () => {
    const panics = listenForPanics();
    const theirs = vi.fn();
    spoken.error = theirs;
    panics.close();
    spoken.error('heard by them');
    expect(theirs).toHaveBeenCalledWith('heard by them');
  });
});

describe('why something was thrown', () => {
  const trap = Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
  const said = 'panicked at src/state.rs:5:14: list diff retains 75 items';

  it('is what the panic said, on one line and without its stack, where a trap says nothing', () => {
    expect(explain(trap, PANIC)).toBe(said);
  });

  it('is also what an error that was made of the trap says', () => {
    expect(explain(new Error('blob 1 of 2: unreachable'), PANIC)).toBe(
      `blob 1 of 2: unreachable: ${said}`,
    );
  });

  it('is what was thrown where nothing panicked', () => {
    expect(explain(trap, null)).toBe('unreachable');
    expect(explain('a string, as engines throw them', null)).toBe(
      'a string, as engines throw them',
    );
  });
});
