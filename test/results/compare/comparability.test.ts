import { describe, expect, it } from 'vitest';
import { differencesOf, versionDifferences } from '../../../src/results/compare/comparability.js';
import type { Manifest } from '../../../src/results/manifest.js';
import { buildStudyManifest } from '../build-study.js';

const BASE = buildStudyManifest();

function changed(part: 'study' | 'environment', changes: object): Manifest {
  return { ...BASE, [part]: { ...BASE[part], ...changes } };
}

function namesOf(next: Manifest, base = BASE): readonly string[] {
  return differencesOf(base, next).map(({ what }) => what);
}

describe('whether two studies may be compared', () => {
  it('finds no difference between a study and itself, whatever the order of its keys', () => {
    const entries = Object.entries(BASE.study).reverse();
    expect(namesOf({ ...BASE, study: Object.fromEntries(entries) })).toEqual([]);
  });

  it.each([
    ['os', 'Linux 6.2'],
    ['arch', 'arm64'],
    ['cpu_model', 'another'],
    ['cores', 4],
    ['memory_bytes', 4 * 1024 ** 3],
    ['cgroup_memory_limit_bytes', 1024 ** 3],
    ['cgroup_cpu_quota_cores', 1.5],
    ['node_version', 'v22.0.0'],
  ])('names another %s', (name, value) => {
    expect(namesOf(changed('environment', { [name]: value }))).toEqual([`environment.${name}`]);
  });

  it('takes a few kilobytes more of memory for the same machine, and what is free for no difference', () => {
    const memory_bytes = 8 * 1024 ** 3 + 12_288;
    expect(namesOf(changed('environment', { memory_bytes, memory_available_bytes: 1 }))).toEqual(
      [],
    );
  });

  it.each([
    ['workloads', ['mixed']],
    ['agents', [2, 4]],
    ['threads', [{ type: 'count', count: 1 }]],
    ['writes_per_agent', 4],
    ['warmup', 1],
    ['isolate', 'none'],
    ['a_setting_of_a_later_version', true],
  ])('names another setting: %s', (name, value) => {
    expect(namesOf(changed('study', { [name]: value }))).toEqual([`study.${name}`]);
  });

  it.each([
    ['study', 'another name'],
    ['runs', 20],
    ['thresholds', ['import:p99<5ms']],
    ['expect', { lww: 'pass' }],
    ['blobs', 'keep'],
    ['strategies', [{ type: 'plugin', url: 'file:///elsewhere/crdt.mjs' }]],
  ])('allows another %s', (name, value) => {
    expect(namesOf(changed('study', { [name]: value }))).toEqual([]);
  });

  it('names another seed, because it means other writes', () => {
    expect(differencesOf(BASE, { ...BASE, seed: 2 })).toEqual([
      { what: 'study.seed', base: '1', new: '2' },
    ]);
  });

  it('names a write log whose content has changed, and not one that has moved', () => {
    const withLog = (path: string, sha256: string): Manifest => ({
      ...changed('study', { log_file: path }),
      inputs: [{ path, sha256 }],
    });
    const base = withLog('/a/team.jsonl', 'aa');
    expect(namesOf(withLog('/b/team.jsonl', 'aa'), base)).toEqual([]);
    expect(namesOf(withLog('/a/team.jsonl', 'bb'), base)).toEqual(['study.log_file']);
  });

  it('lists versions of tool, packages and strategies apart', () => {
    const next: Manifest = {
      ...changed('environment', { packages: { 'loro-crdt': '1.18.0', piscina: '5.3.2' } }),
      tool_version: '0.2.0',
      strategies: [{ name: 'crdt', version: '1.18.0', expectation: 'pass' }],
    };
    expect(namesOf(next)).toEqual([]);
    expect(versionDifferences(BASE, next).map(({ what }) => what)).toEqual([
      'tool_version',
      'package loro-crdt',
      'package hdr-histogram-js',
      'strategy lww',
      'strategy transactional',
      'strategy crdt',
    ]);
  });

  it('reads a manifest that says nothing as one that says nothing', () => {
    const empty: Manifest = { ...BASE, study: {}, environment: {} };
    expect(namesOf(empty, empty)).toEqual([]);
  });
});
