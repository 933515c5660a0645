// Every topology by name. One file and one entry here add one.

import { mesh } from './mesh.js';
import type { Topology } from './topology.js';

const TOPOLOGIES: Readonly<Record<string, Topology>> = { mesh };

export const TOPOLOGY_NAMES: readonly string[] = Object.keys(TOPOLOGIES);

/** The topology of that name, or undefined where there is none. */
export function findTopology(name: string): Topology | undefined {
  return Object.hasOwn(TOPOLOGIES, name) ? TOPOLOGIES[name] : undefined;
}
