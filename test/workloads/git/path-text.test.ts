import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormed } from '../../../src/workloads/log-value.js';
import { pathText } from '../../../src/workloads/git/path-text.js';

describe('pathText', () => {
  it('keeps a path that is UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (path) => {
        expect(pathText(Buffer.from(path))).toBe(path);
      }),
    );
  });

  it('spells one that is not as git prints it', () => {
    expect(pathText(Buffer.from('caf\xe9 "x"\\\n', 'latin1'))).toBe(
      '"caf\\351 \\042x\\042\\134\\012"',
    );
  });

  it('gives two paths two texts, which a write log can hold', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 2000 }).map((path) => Buffer.from(path));
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(pathText(one) === pathText(other)).toBe(one.equals(other));
        expect(isWellFormed(pathText(one))).toBe(true);
        expect(`blob:${pathText(one)}`.length).toBeLessThanOrEqual(1024);
      }),
    );
  });

  it('tells long paths apart that differ only where they are cut', () => {
    const [one, other] = ['x', 'y'].map((end) =>
      pathText(Buffer.from(`${'🙂'.repeat(900)}${end}`)),
    );
    expect(one).not.toBe(other);
    expect(isWellFormed(String(one))).toBe(true);
  });
});
