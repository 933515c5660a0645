// Agents in rows, as near to a square as their number allows, the last row as long as it comes: up to four
// neighbours each, and ways that grow with the square root of the agents.

import { EdgeList } from './edge-list.js';
import type { Edges, PassBound, Topology } from './topology.js';

export const grid: Topology = {
  name: 'grid',
  summary:
    'agents stand in rows, near to a square, and exchange with those beside, above and below',
  passes_per_exchange: 1,
  routes: ({ agents }) => across(agents),
  bound: ({ agents }) => boundOf(agents),
};

function across(agents: number): Edges {
  const edges = new EdgeList();
  const columns = columnsOf(agents);
  for (let agent = 1; agent < agents; agent += 1) {
    if (agent % columns !== 0) edges.swap(agent - 1, agent);
    if (agent >= columns) edges.swap(agent - columns, agent);
  }
  return edges.toEdges();
}

/**
 * From the last agent of the first row to the first of the last row: whichever rows are whole, ways need no
 * detour, because they can run along the upper one of two rows.
 */
function boundOf(agents: number): PassBound {
  const columns = columnsOf(agents);
  const rows = Math.ceil(agents / columns);
  const reason = `diameter of a grid of ${rows} rows and ${columns} columns`;
  return { passes: rows + columns - 2, type: 'certain', reason };
}

function columnsOf(agents: number): number {
  return Math.ceil(Math.sqrt(agents));
}
