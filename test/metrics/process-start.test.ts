import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readProcessStart } from '../../src/metrics/process-start.js';

const BOOT = '/proc/sys/kernel/random/boot_id';

/** A machine on which process 7 has this stat line. */
function machine(stat: string | null, boot: string | null = 'b00t\n') {
  const files: Readonly<Record<string, string | null>> = { '/proc/7/stat': stat, [BOOT]: boot };
  return (path: string): string | null => files[path] ?? null;
}

const statOf = (name: string, state: string) =>
  `7 (${name}) ${state} 1 7 7 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 1 0 123456 1 1\n`;

describe('the start of a process', () => {
  it('is its boot and its clock tick', () => {
    expect(readProcessStart(7, machine(statOf('node', 'S')))).toBe('b00t/123456');
  });

  it('is found whatever the process is called', () => {
    expect(readProcessStart(7, machine(statOf('a) S (b 1 2', 'R')))).toBe('b00t/123456');
  });

  it('is told without a boot where the system does not say which', () => {
    expect(readProcessStart(7, machine(statOf('node', 'R'), null))).toBe('boot/123456');
  });

  it.each([
    ['that has ended and waits for its parent', statOf('node', 'Z')],
    ['that is not there', null],
    ['of which the system says something else', 'nothing'],
  ])('is unknown of a process %s', (_, stat) => {
    expect(readProcessStart(7, machine(stat))).toBeNull();
  });

  it.skipIf(!existsSync('/proc/self/stat'))('stays the same for this process', () => {
    expect(readProcessStart(process.pid)).toMatch(/^[^/]+\/\d+$/);
    expect(readProcessStart(process.pid)).toBe(readProcessStart(process.pid));
    expect(readProcessStart(process.pid)).not.toBe(readProcessStart(1));
  });
});
