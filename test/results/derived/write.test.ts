import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/model/problem.js';
import { writeDerived } from '../../../src/results/derived/write.js';
import { problem } from '../study/problem.js';
import { useTemporaryFolder } from '../study/temporary-folder.js';

const temporary = useTemporaryFolder();

/** Every file below the folder, relative to it. */
function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function write(...paths: readonly string[]): void {
  writeDerived(
    temporary.path,
    paths.map((path) => ({ path, content: `the content of ${path}` })),
  );
}

describe('writeDerived', () => {
  it('writes every file with the folders it needs', () => {
    write('results.csv', 'figures/loss.svg', 'histograms/a/import.hgrm');
    expect(contents(temporary.path)).toEqual([
      'figures/loss.svg',
      'histograms/a/import.hgrm',
      'results.csv',
    ]);
    const text = readFileSync(join(temporary.path, 'figures/loss.svg'), 'utf8');
    expect(text).toBe('the content of figures/loss.svg');
  });

  it('makes late files one by one, when they are written, and none that comes to nothing', () => {
    write('failures/b/trace.jsonl');
    const made: string[] = [];
    const late = ['failures/a/trace.jsonl', 'failures/b/trace.jsonl'].map((path, index) => ({
      path,
      make: () => {
        made.push(`${path} after ${contents(temporary.path).length} files`);
        return index === 0 ? 'late' : null;
      },
    }));
    writeDerived(temporary.path, [{ path: 'results.csv', content: 'x' }], late);
    expect(made).toEqual([
      'failures/a/trace.jsonl after 2 files',
      'failures/b/trace.jsonl after 3 files',
    ]);
    expect(contents(temporary.path)).toEqual(['failures/a/trace.jsonl', 'results.csv']);
  });

  it('refuses a late file that leads out of the folder, before anything is written', () => {
    expect(() => {
      writeDerived(
        temporary.path,
        [{ path: 'results.csv', content: 'x' }],
        [{ path: '../outside', make: () => 'x' }],
      );
    }).toThrow('may not be called');
    expect(contents(temporary.path)).toEqual([]);
  });

  it('leaves the same files when it is done again', () => {
    write('results.csv', 'tables/fits.tex');
    const before = contents(temporary.path);
    write('results.csv', 'tables/fits.tex');
    expect(contents(temporary.path)).toEqual(before);
  });

  it('removes what an earlier derivation left, and folders that are empty by that', () => {
    write('figures/loss.svg', 'failures/a#0.json', 'histograms/a/import.hgrm', 'tables/fits.md');
    write('figures/loss.svg');
    expect(contents(temporary.path)).toEqual(['figures/loss.svg']);
    expect(readdirSync(temporary.path)).toEqual(['figures']);
  });

  it('never touches the journal, the manifest, what was stored, or what is not its own', () => {
    const others = ['cells.jsonl', 'manifest.json', 'evidence/a.gz', 'blobs/a.bin', 'notes.txt'];
    for (const folder of ['evidence', 'blobs']) mkdirSync(join(temporary.path, folder));
    for (const path of others) writeFileSync(join(temporary.path, path), 'kept');
    write('results.csv');
    expect(contents(temporary.path)).toEqual([...others, 'results.csv'].sort());
    expect(others.map((path) => readFileSync(join(temporary.path, path), 'utf8'))).toEqual(
      others.map(() => 'kept'),
    );
  });

  it.each([
    '../outside.txt',
    '/etc/outside',
    'figures/../../outside',
    'a\\b',
    'figures/\u0000',
    '',
  ])('refuses to write to %j', (path) => {
    expect(() => {
      write(path);
    }).toThrow('may not be called');
  });

  it('refuses two files of one name, before it writes either', () => {
    expect(() => {
      write('results.csv', 'results.csv');
    }).toThrow('two derived files');
    expect(contents(temporary.path)).toEqual([]);
  });

  describe('where a link leads out of the folder', () => {
    it.each([
      ['the folder of figures', 'figures', 'figures/loss.svg'],
      ['a folder in it', 'histograms/a', 'histograms/a/import.hgrm'],
    ])('refuses %s', (_, link, path) => {
      const outside = outsideFolder();
      mkdirSync(join(temporary.path, 'results/histograms'), { recursive: true });
      symlinkSync(outside, join(temporary.path, 'results', link));
      expect(() => {
        writeDerived(join(temporary.path, 'results'), [{ path, content: 'x' }]);
      }).toThrow(problem(EXIT.cannot_create, link, 'remove it'));
      expect(contents(outside)).toEqual(['precious.txt']);
    });

    it('refuses a file that is one', () => {
      const outside = outsideFolder();
      const results = join(temporary.path, 'results');
      mkdirSync(results);
      symlinkSync(join(outside, 'precious.txt'), join(results, 'results.csv'));
      expect(() => {
        writeDerived(results, [{ path: 'results.csv', content: 'x' }]);
      }).toThrow(problem(EXIT.cannot_create, 'results.csv', 'remove it'));
      expect(readFileSync(join(outside, 'precious.txt'), 'utf8')).toBe('precious');
    });

    it('removes a stale link and not what it leads to', () => {
      const outside = outsideFolder();
      const results = join(temporary.path, 'results');
      mkdirSync(join(results, 'figures'), { recursive: true });
      symlinkSync(outside, join(results, 'figures/old'));
      writeDerived(results, [{ path: 'results.csv', content: 'x' }]);
      expect(existsSync(join(results, 'figures'))).toBe(false);
      expect(contents(outside)).toEqual(['precious.txt']);
    });
  });

  it('goes on in a folder that is itself reached by a link', () => {
    mkdirSync(join(temporary.path, 'real'));
    symlinkSync(join(temporary.path, 'real'), join(temporary.path, 'latest'));
    writeDerived(join(temporary.path, 'latest'), [{ path: 'figures/a.svg', content: 'x' }]);
    expect(realpathSync(join(temporary.path, 'latest/figures/a.svg'))).toBe(
      join(realpathSync(temporary.path), 'real/figures/a.svg'),
    );
  });

  it('fails as an error of input and output where a file cannot be written', () => {
    // Long enough for the name beside it, which it is written under, to be too long.
    const path = `${'x'.repeat(250)}.csv`;
    expect(() => {
      write(path);
    }).toThrow(problem(EXIT.io, 'cannot write', path));
    expect(contents(temporary.path)).toEqual([]);
  });

  it('says which folder cannot be created', () => {
    writeFileSync(join(temporary.path, 'tables'), 'a file');
    expect(() => {
      write('tables/fits.md');
    }).toThrow(problem(EXIT.cannot_create, 'tables'));
    rmSync(join(temporary.path, 'tables'));
  });
});

function outsideFolder(): string {
  const outside = join(temporary.path, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'precious.txt'), 'precious');
  return outside;
}
