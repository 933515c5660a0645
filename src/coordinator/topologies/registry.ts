// Every topology by name. One file and one entry here add one.

import { gossip } from './gossip.js';
import { gossipPairs } from './gossip-pairs.js';
import { gossipPull } from './gossip-pull.js';
import { gossipPush } from './gossip-push.js';
import { grid } from './grid.js';
import { line } from './line.js';
import { mesh } from './mesh.js';
import { randomRegular } from './random-regular.js';
import { ring } from './ring.js';
import { star } from './star.js';
import type { Topology } from './topology.js';
import { tree } from './tree.js';

const TOPOLOGIES: Readonly<Record<string, Topology>> = Object.fromEntries(
  [
    ...[mesh, star, ring, line, grid, tree, randomRegular],
    ...[gossip, gossipPush, gossipPull, gossipPairs],
  ].map((topology) => [topology.name, topology]),
);

export const TOPOLOGY_NAMES: readonly string[] = Object.keys(TOPOLOGIES);

/** The topology of that name, or undefined where there is none. */
export function findTopology(name: string): Topology | undefined {
  return Object.hasOwn(TOPOLOGIES, name) ? TOPOLOGIES[name] : undefined;
}
