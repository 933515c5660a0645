import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/results/json.js';
import { buildManifest } from '../../src/results/manifest.js';
import { COLUMNS } from '../../src/results/record.js';
import { buildParts } from './build-manifest.js';
import { buildRecord } from './build-record.js';

describe('results.json', () => {
  it('reads back as what was written', () => {
    const manifest = buildManifest(buildParts());
    const records = [buildRecord(), buildRecord({ repetition: 1, writes_lost: null })];
    const document: unknown = JSON.parse(toJson(manifest, records));
    expect(document).toEqual({ schema_version: 1, manifest, records });
  });

  it('has the names of the CSV, and no number inside a string', () => {
    const text = toJson(buildManifest(buildParts()), [buildRecord()]);
    const { records } = JSON.parse(text) as { records: Record<string, unknown>[] };
    expect(Object.keys(records[0] ?? {}).slice(0, COLUMNS.length)).toEqual(COLUMNS);
    const strings = COLUMNS.map((column) => records[0]?.[column]).filter(
      (value) => typeof value === 'string',
    );
    expect(strings.filter((value) => !Number.isNaN(Number(value)))).toEqual([]);
  });

  it('is not written where a record is invalid', () => {
    const manifest = buildManifest(buildParts());
    expect(() => toJson(manifest, [buildRecord({ cpu_ns: Number.NaN })])).toThrow(/\bcpu_ns: /);
  });

  it.each([
    [{ timeout_ms: Number.POSITIVE_INFINITY }, 'manifest.study.timeout_ms is Infinity, not JSON'],
    [{ seeds: [1, 2n] }, 'manifest.study.seeds.1 is of type bigint, not JSON'],
    [{ log_file: undefined }, 'manifest.study.log_file is of type undefined, not JSON'],
  ])('is not written where the study is %o', (study, message) => {
    const manifest = buildManifest(buildParts({ study }));
    expect(() => toJson(manifest, [])).toThrow(new TypeError(message));
  });
});
