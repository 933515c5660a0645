import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StoredStudy } from '../../../src/results/manifest.js';
import {
  InvalidManifestError,
  readManifest,
  writeManifest,
} from '../../../src/results/study/manifest-file.js';
import { buildStoredManifest, CONFIGURATION } from './build-folder.js';
import { problem } from './problem.js';
import { useTemporaryFolder } from './temporary-folder.js';

const folder = useTemporaryFolder();
const manifestPath = () => join(folder.path, 'manifest.json');

/** Reads a manifest in which one thing is said differently. */
function readingAltered(from: string, to: string): () => unknown {
  const text = JSON.stringify(buildStoredManifest());
  expect(text).toContain(from);
  writeFileSync(
    manifestPath(),
    text.replace(from, () => to),
  );
  return () => readManifest(folder.path);
}

describe('a manifest', () => {
  it('reads back as what was written, with all that its study says', () => {
    const times = { started_at: '2026-01-02T03:04:05.678Z', ended_at: null };
    const resumption = { argv: ['study'], ...times, load_before: null, load_after: [1, 2, 3] };
    const manifest = buildStoredManifest({ resumptions: [resumption] });
    writeManifest(folder.path, manifest);
    expect(readManifest(folder.path)).toEqual(manifest);
    expect(readManifest(folder.path).study).toEqual(CONFIGURATION);
  });

  it('takes every way in which a study can be configured', () => {
    const stored: StoredStudy = {
      ...CONFIGURATION,
      strategies: [{ type: 'plugin', url: 'file:///strategy.js' }],
      threads: [{ type: 'auto' }, { type: 'per_agent' }, { type: 'inline' }],
      agents: [],
      log_file: 'log.jsonl',
      heap_limit_mb: 512,
    };
    writeManifest(folder.path, buildStoredManifest({ study: stored }));
    expect(readManifest(folder.path).study).toEqual(stored);
  });

  it('is replaced whole, and leaves nothing beside it', () => {
    writeManifest(folder.path, buildStoredManifest());
    writeManifest(folder.path, buildStoredManifest({ ended_at: new Date(1) }));
    expect(readManifest(folder.path).ended_at).toBe('1970-01-01T00:00:00.001Z');
    expect(readdirSync(folder.path)).toEqual(['manifest.json']);
  });

  it('is not written where no reader would take it', () => {
    const { runs, ...rest } = CONFIGURATION;
    const missing = buildStoredManifest({ study: rest });
    expect(() => {
      writeManifest(folder.path, missing);
    }).toThrow(InvalidManifestError);
    expect(() => {
      writeManifest(folder.path, buildStoredManifest({ study: { ...rest, runs: runs / 0 } }));
    }).toThrow(TypeError);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('that cannot be written is exit code 74', () => {
    const missing = join(folder.path, 'missing');
    expect(() => {
      writeManifest(missing, buildStoredManifest());
    }).toThrow(problem(74, 'cannot write', missing));
  });
});

describe('a manifest is refused', () => {
  it('where there is none', () => {
    expect(() => readManifest(folder.path)).toThrow(problem(66, 'manifest.json', 'no manifest'));
    expect(() => readManifest(join(folder.path, 'missing'))).toThrow(problem(66, 'missing'));
  });

  it('where it is a folder', () => {
    mkdirSync(manifestPath());
    expect(() => readManifest(folder.path)).toThrow(problem(65, 'not a file'));
  });

  it('where it is larger than any', () => {
    writeFileSync(manifestPath(), '');
    truncateSync(manifestPath(), 16 * 1024 * 1024 + 1);
    expect(() => readManifest(folder.path)).toThrow(problem(65, 'larger than'));
  });

  it.each([
    ['empty', '', 'not JSON'],
    ['cut', '{"schema_version":1', 'not JSON'],
    ['something else', 'study,cell\n', 'not JSON'],
    ['a list', '[]', 'expected object'],
    ['nested without end', '['.repeat(5_000) + ']'.repeat(5_000), 'nested'],
    ['of a newer version', '{"schema_version":2,"other":true}', 'newer mergestorm'],
    ['not text', Buffer.from([0x7b, 0xff, 0x7d]), 'UTF-8'],
  ])('where it is %s', (_, content, reason) => {
    writeFileSync(manifestPath(), content);
    expect(() => readManifest(folder.path)).toThrow(problem(65, 'manifest.json', reason));
  });

  it.each([
    ['a version that never was', '"schema_version":1', '"schema_version":0', 'schema_version'],
    ['no study', '"study":{"study":"quick"', '"study":{"study":""', 'study.study'],
    ['half a repetition', '"runs":1', '"runs":1.5', 'study.runs'],
    ['a strategy of no kind', '"type":"built_in"', '"type":"other"', 'study.strategies.0'],
    ['no number of cores', '"cores":', '"cores":-', 'environment.cores'],
    ['a time that is none', '"started_at":"', '"started_at":"x', 'started_at'],
    ['a checksum that is none', '"sha256":"ab', '"sha256":"xy', 'inputs.0.sha256'],
    ['a key of its own', '"tool_version":', '"new":1,"tool_version":', 'new'],
    ['a prototype', '"expect":{', '"expect":{"__proto__":"pass",', '__proto__'],
    ['NaN', '"timeout_ms":30000', '"timeout_ms":NaN', 'not JSON'],
  ])('where it names %s', (_, from, to, reason) => {
    expect(readingAltered(from, to)).toThrow(problem(65, 'manifest.json', reason));
  });
});
