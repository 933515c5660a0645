import { describe, expect, it } from 'vitest';
import { buildManifest } from '../../src/results/manifest.js';
import { buildParts } from './build-manifest.js';

describe('the manifest', () => {
  it('says what was asked, of what, on what, and when', () => {
    const tool = { version: '9.9.9', commit: 'abc' };
    const times = { started_at: new Date(0), ended_at: new Date(1_500), load_after: [1, 1, 1] };
    expect(buildManifest(buildParts({ tool, ...times }))).toEqual({
      schema_version: 1,
      tool_version: '9.9.9',
      tool_commit: 'abc',
      argv: ['run', '--agents', '2'],
      study: { study: 'quick', agents: [2], log_file: null },
      seed: 1,
      environment: { cores: 2 },
      harness_cost: { clock_ns: 38.5 },
      started_at: '1970-01-01T00:00:00.000Z',
      ended_at: '1970-01-01T00:00:01.500Z',
      load_before: [0.5, 0.25, 0.125],
      load_after: [1, 1, 1],
      inputs: [],
      strategies: [],
      resumptions: [],
    });
  });

  it('says which files it was given, what its strategies declare, and how it went on', () => {
    const inputs = [{ path: 'log.jsonl', sha256: 'ab'.repeat(32) }];
    const strategies = [{ name: 'lww', version: '1', expectation: 'fail' }] as const;
    const times = { started_at: '2026-01-02T03:04:05.678Z', ended_at: null };
    const resumptions = [{ argv: ['study'], ...times, load_before: null, load_after: null }];
    const manifest = buildManifest(buildParts({ inputs, strategies, resumptions }));
    expect(manifest).toMatchObject({ inputs, strategies, resumptions });
  });

  it('has no end while the study goes on', () => {
    expect(buildManifest(buildParts()).ended_at).toBeNull();
  });
});
