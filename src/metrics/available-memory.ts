// How much memory a repetition may plan with: what the machine can give and what the container allows.

import { freemem } from 'node:os';
import { readCgroupLimits } from './cgroup.js';
import { readText, type ReadText } from './text-file.js';

/** Bytes this process can still take before the machine or its container runs out. */
export function readAvailableMemoryBytes(read: ReadText = readText): number {
  const machine_bytes = memAvailableBytes(read) ?? freemem();
  const { memory_available_bytes } = readCgroupLimits(read);
  return Math.min(machine_bytes, memory_available_bytes ?? machine_bytes);
}

/** The kernel's own estimate, which counts cache that can be dropped; `freemem` elsewhere does not. */
function memAvailableBytes(read: ReadText): number | null {
  const kibibytes = /^MemAvailable:\s*(\d+) kB$/m.exec(read('/proc/meminfo') ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}
