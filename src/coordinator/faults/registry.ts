// Every kind of fault by name. One file and one line here add one.

import type { FaultKind } from './fault.js';
import { clog } from './kinds/clog.js';
import { corrupt } from './kinds/corrupt.js';
import { crash } from './kinds/crash.js';
import { delay } from './kinds/delay.js';
import { drop } from './kinds/drop.js';
import { duplicate } from './kinds/duplicate.js';
import { partition } from './kinds/partition.js';
import { reorder } from './kinds/reorder.js';
import { skew } from './kinds/skew.js';

export const FAULT_KINDS: readonly FaultKind[] = [
  drop,
  duplicate,
  reorder,
  delay,
  clog,
  partition,
  crash,
  corrupt,
  skew,
];

const BY_NAME = new Map(FAULT_KINDS.map((kind) => [kind.name, kind]));

export const FAULT_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The kind of fault of that name, or undefined where there is none. */
export function findFaultKind(name: string): FaultKind | undefined {
  return BY_NAME.get(name);
}
