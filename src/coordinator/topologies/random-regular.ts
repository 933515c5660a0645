// A random graph of few neighbours each, drawn once per seed: ways grow with the logarithm of the agents,
// like those of gossip, but everyone keeps the same neighbours from pass to pass.

import { createRandom, deriveSeed } from '../../model/random.js';
import { diameterOf, eccentricityOf } from './diameter.js';
import { EdgeList } from './edge-list.js';
import { createRegularGraph } from './regular-graph.js';
import type { Edges, PassBound, Routing, Topology } from './topology.js';

type Drawing = Omit<Routing, 'pass'>;

/** With fewer neighbours a random graph is a handful of rings. */
const LEAST_DEGREE = 3;

/** Beyond, the exact diameter takes longer than it is worth: it costs the square of the agents. */
const MOST_AGENTS_SEARCHED = 4_096;

export const randomRegular: Topology = {
  name: 'random_regular',
  summary: 'every agent exchanges with the same few neighbours, at least 3, drawn once per seed',
  passes_per_exchange: 1,
  uses_fan_out: true,
  routes: (routing) => graphOf(routing),
  bound: (drawing) => boundOf(drawing),
};

interface DrawnGraph extends Drawing {
  readonly edges: Edges;
}

/** The graph asked for last: it is the same in every pass, and drawing it costs more than a pass should. */
let last: DrawnGraph | undefined;

function graphOf({ agents, seed, fan_out }: Drawing): Edges {
  if (last?.agents === agents && last.seed === seed && last.fan_out === fan_out) return last.edges;
  const edges = drawGraph({ agents, seed, fan_out });
  last = { agents, seed, fan_out, edges };
  return edges;
}

function drawGraph(drawing: Drawing): Edges {
  const random = createRandom(deriveSeed(drawing.seed, 'random_regular'));
  const { ones, others } = createRegularGraph(drawing.agents, degreeOf(drawing), random);
  const edges = new EdgeList();
  ones.forEach((one, index) => {
    edges.swap(one, others[index] ?? one);
  });
  return edges.toEdges();
}

function degreeOf({ agents, fan_out }: Drawing): number {
  return Math.min(Math.max(LEAST_DEGREE, fan_out), agents - 1);
}

function boundOf(drawing: Drawing): PassBound {
  const { agents } = drawing;
  const graph = `this graph of ${agents} agents with ${degreeOf(drawing)} neighbours each`;
  const edges = graphOf(drawing);
  if (agents <= MOST_AGENTS_SEARCHED) {
    return { passes: diameterOf(agents, edges), type: 'certain', reason: `diameter of ${graph}` };
  }
  const passes = 2 * eccentricityOf(0, agents, edges);
  return { passes, type: 'certain', reason: `twice the longest way from agent 0 in ${graph}` };
}
