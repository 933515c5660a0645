import { describe, expect, it } from 'vitest';
import { readEnvironment, readLoadAverage } from '../../src/metrics/environment.js';

describe('the environment', () => {
  it('says what a result was measured on', () => {
    expect(readEnvironment()).toMatchObject({
      node_version: process.version,
      arch: process.arch,
      cores: expect.toSatisfy((cores: number) => Number.isInteger(cores) && cores > 0) as number,
      memory_bytes: expect.toSatisfy((bytes: number) => bytes > 1_000_000) as number,
      packages: { 'hdr-histogram-js': expect.stringMatching(/^\d+\.\d+\.\d+/) as string },
    });
  });

  it('is plain JSON', () => {
    const environment = readEnvironment();
    expect(JSON.parse(JSON.stringify(environment))).toEqual(environment);
  });

  it('has no limits where the machine sets none', () => {
    expect(readEnvironment(() => null)).toMatchObject({
      cgroup_memory_limit_bytes: null,
      cgroup_cpu_quota_cores: null,
    });
  });

  it('has the load of three spans of time, or none at all', () => {
    expect([undefined, 3]).toContain(readLoadAverage()?.length);
  });
});
