import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNames } from '../../../src/results/derived/safe-names.js';
import { isStoredPath } from '../../../src/results/study/stored-path.js';

describe('safeNames', () => {
  it('keeps a name that can be read as it is, with dashes for slashes', () => {
    expect(safeNames(['clean_merge/crdt/mesh/batch/a2/tauto#0'])).toEqual([
      'clean_merge-crdt-mesh-batch-a2-tauto#0',
    ]);
  });

  it.each([
    ['a slash and a dash', ['a/b', 'a-b']],
    ['letter case, which some file systems ignore', ['Crdt', 'crdt']],
    ['characters that no file name may have', ['a:b', 'a*b', 'a\u0000b']],
    ['what lies beyond the longest name', [`${'x'.repeat(300)}1`, `${'x'.repeat(300)}2`]],
    ['a text and the name of another', ['a?b', safeNames(['a?b'])[0] ?? '']],
  ])('tells texts apart that differ in %s', (_, texts) => {
    const names = safeNames(texts).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(texts.length);
  });

  it('leads nowhere, whatever a cell is called', () => {
    const hostile = ['../../etc/passwd', '..', '.', '', '/etc', 'C:\\x', '\\input{x}', '.hidden'];
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile)), (text) => {
        const [name = ''] = safeNames([text]);
        expect(name).toMatch(/^[A-Za-z0-9_#-][A-Za-z0-9_.#-]{0,140}$/);
        expect(isStoredPath(`failures/${name}.json`)).toBe(true);
      }),
    );
  });

  it('gives equal texts equal names and others others', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('a/b', 'a-b', 'A-b', 'a_b')));
    fc.assert(
      fc.property(texts, (list) => {
        const names = safeNames(list).map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(new Set(list).size);
      }),
    );
  });
});
