import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textOptionsFor } from '../../src/cli/terminal.js';

const terminal = (columns: number) => ({ isTTY: true, columns });
const pipe = { isTTY: false, columns: 80 };

beforeEach(() => {
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what a stream can show', () => {
  it('is colour and its width where it is a terminal', () => {
    expect(textOptionsFor(terminal(80))).toEqual({ colour: 'ansi', width: 80 });
  });

  it('is plain text of any width where it is none', () => {
    expect(textOptionsFor(pipe)).toEqual({ colour: 'none', width: null });
  });

  it('has no limit where the terminal does not know its width', () => {
    expect(textOptionsFor(terminal(0))).toEqual({ colour: 'ansi', width: null });
  });

  it.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('has no colour under %s=%s', (name, value) => {
    vi.stubEnv(name, value);
    expect(textOptionsFor(terminal(80))).toEqual({ colour: 'none', width: 80 });
  });

  it('has colour under an empty NO_COLOR, as its specification says', () => {
    vi.stubEnv('NO_COLOR', '');
    expect(textOptionsFor(terminal(80)).colour).toBe('ansi');
  });
});
