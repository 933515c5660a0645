// Declared causality. What a writer had received is known from deliveries; what it says it follows beyond
// that (`happens_after`) is declared, and is closed here over program order and other declarations before
// any strategy sees it, so that "covers" is one comparison for strategies and oracle alike.

import { quoted } from './quote.js';
import type { Dot, Write } from './write.js';
import { dotOf } from './write.js';

/** Thrown for a declaration that cannot hold; `dot` names the write that made it. */
export class HappensAfterError extends Error {
  readonly dot: Dot;

  constructor(message: string, dot: Dot) {
    super(message);
    this.name = 'HappensAfterError';
    this.dot = dot;
  }
}

/** True where `write` declares, in closed form, that it follows the write `[agent_id, op_id]`. */
export function declaresAfter(write: Write, agent_id: string, op_id: number): boolean {
  return write.happens_after?.some(([agent, op]) => agent === agent_id && op_id <= op) ?? false;
}

/** One agent's writes of all rounds in program order, each with the round it is made in. */
export interface AgentHistory {
  readonly agent_id: string;
  readonly writes: readonly { readonly round: number; readonly write: Write }[];
}

/**
 * Closes `happens_after`: a write follows what it names, all that agent wrote before, and whatever those
 * writes and its own agent's earlier writes declared. Writes that follow nothing declared are returned as
 * they are. Entry `[i][j]` of the result is write j of history i. Agent ids are unique, op ids increase.
 * Takes time in proportion to the declarations and to the agents each of them brings knowledge of.
 * @throws HappensAfterError where a named write does not exist, is of a later round, or follows this one.
 */
export function closeHappensAfter(
  histories: readonly AgentHistory[],
): readonly (readonly Write[])[] {
  const declared = histories.some(({ writes }) => writes.some(({ write }) => write.happens_after));
  if (!declared) return histories.map(({ writes }) => writes.map(({ write }) => write));
  const nodes = histories.map(nodesOf);
  linkDeclarations(nodes);
  closeInOrder(nodes.flat());
  return nodes.map((list) => list.map(closedWrite));
}

/** One write in the graph of what follows what. */
interface Node {
  readonly write: Write;
  readonly round: number;
  /** The write before this one by the same agent. */
  readonly previous: Node | undefined;
  readonly named: Node[];
  /** Those that name this write, and the next by the same agent. */
  readonly followers: Node[];
  /** How many of the writes this one follows are not closed yet. */
  open_count: number;
  /** The closed form: one dot per agent, its latest write known here. Undefined until it is closed. */
  known: readonly Dot[] | undefined;
}

function nodesOf({ writes }: AgentHistory): readonly Node[] {
  let previous: Node | undefined;
  return writes.map(({ round, write }) => {
    const node = createNode(write, round, previous);
    if (previous) addFollower(previous, node);
    previous = node;
    return node;
  });
}

function createNode(write: Write, round: number, previous: Node | undefined): Node {
  return { write, round, previous, named: [], followers: [], open_count: 0, known: undefined };
}

function addFollower(node: Node, follower: Node): void {
  node.followers.push(follower);
  follower.open_count += 1;
}

function linkDeclarations(nodes: readonly (readonly Node[])[]): void {
  const byAgent = new Map<string, ReadonlyMap<number, Node>>();
  for (const list of nodes) {
    const agent = list[0]?.write.agent_id;
    if (agent !== undefined) byAgent.set(agent, new Map(list.map((n) => [n.write.op_id, n])));
  }
  for (const node of nodes.flat()) {
    for (const [agent, op] of node.write.happens_after ?? []) {
      const target = byAgent.get(agent)?.get(op);
      if (!target) throw refusal(node, [agent, op], 'which does not exist');
      if (target.round > node.round) throw refusal(node, [agent, op], 'which is of a later round');
      node.named.push(target);
      addFollower(target, node);
    }
  }
}

function refusal(node: Node, named: Dot, reason: string): HappensAfterError {
  return new HappensAfterError(`happens_after names ${shown(named)}, ${reason}`, dotOf(node.write));
}

function shown([agent, op]: Dot): string {
  return `[${quoted(agent)},${op}]`;
}

/** Kahn's topological order: a write is closed once all that it follows are. */
function closeInOrder(nodes: readonly Node[]): void {
  const ready = nodes.filter((node) => node.open_count === 0);
  for (const node of ready) {
    node.known = knowledgeOf(node);
    for (const follower of node.followers) {
      follower.open_count -= 1;
      if (follower.open_count === 0) ready.push(follower);
    }
  }
  const stuck = nodes.find((node) => !node.known);
  if (stuck) throw circleThrough(stuck);
}

function knowledgeOf({ previous, named }: Node): readonly Dot[] {
  const inherited = previous?.known ?? [];
  if (named.length === 0) return inherited;
  const latest = new Map(inherited);
  const learn = ([agent, op]: Dot): void => {
    if (op > (latest.get(agent) ?? -1)) latest.set(agent, op);
  };
  for (const target of named) {
    learn(dotOf(target.write));
    target.known?.forEach(learn);
  }
  return [...latest];
}

/**
 * Walks back from a write that cannot be closed, over others that cannot, until one comes up again: that
 * one is in a circle, whereas the first may only follow it. Some write of the circle declares its step,
 * for program order alone has no circles.
 */
function circleThrough(stuck: Node): HappensAfterError {
  const path = new Set<Node>();
  let node = stuck;
  while (!path.has(node)) {
    path.add(node);
    node = stepBack(node);
  }
  const walked = [...path];
  const circle = walked.slice(walked.indexOf(node));
  const { write } = circle.find(({ previous }) => !isOpen(previous)) ?? node;
  const reason = `happens_after of ${shown(dotOf(write))} leads back to that write`;
  return new HappensAfterError(reason, dotOf(write));
}

/** A write that is not closed and that this one, not closed either, waits for. */
function stepBack(node: Node): Node {
  return isOpen(node.previous) ? node.previous : (node.named.find(isOpen) ?? node);
}

function isOpen(node: Node | undefined): node is Node {
  return node !== undefined && node.known === undefined;
}

function closedWrite({ write, known = [] }: Node): Write {
  return known.length > 0 ? { ...write, happens_after: known } : write;
}
