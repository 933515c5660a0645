// The oracle once more, written without any thought of speed and without a line of the oracle: the graph
// of what could have known of what, and reachability in it.

import { canonicalJson } from '../../src/model/canonical.js';
import type { Write } from '../../src/model/write.js';
import type { History } from './histories.js';

interface Node {
  readonly write: Write;
  readonly round: number;
  readonly knows: Set<Node>;
}

/** The contenders of each field in conflict once `rounds` rounds are over, as sorted texts `A 0`. */
export function conflictsAfter(
  history: History,
  rounds: number,
): ReadonlyMap<string, readonly string[]> {
  const nodes = graphOf(history).filter(({ round }) => round < rounds);
  const fields = new Set(nodes.map(({ write }) => write.field));
  const conflicts = new Map<string, readonly string[]>();
  for (const field of fields) {
    const own = nodes.filter(({ write }) => write.field === field);
    const scalars = own.filter(({ write }) => write.kind === 'scalar');
    const heads = scalars.filter((one) => !scalars.some((other) => other.knows.has(one)));
    const values = new Set(heads.map(({ write }) => canonicalJson(write.value)));
    const kinds = new Set(own.map(({ write }) => write.kind));
    if (values.size < 2 && kinds.size < 2) continue;
    const others = own.filter(({ write }) => write.kind !== 'scalar');
    conflicts.set(field, [...heads, ...others].map(({ write }) => nameOf(write)).sort());
  }
  return conflicts;
}

/** Rounds and fields with two writes of different agents of which neither knows the other. */
export function contendedIn(history: History): number {
  const nodes = graphOf(history);
  const contended = new Set<string>();
  for (const one of nodes) {
    for (const other of nodes) {
      if (one.round !== other.round || one.write.field !== other.write.field) continue;
      if (one.write.agent_id === other.write.agent_id) continue;
      if (one.knows.has(other) || other.knows.has(one)) continue;
      contended.add(`${one.round} ${one.write.field}`);
    }
  }
  return contended.size;
}

export function nameOf({ agent_id, op_id }: Write): string {
  return `${agent_id} ${op_id}`;
}

function graphOf({ rounds }: History): readonly Node[] {
  const nodes = rounds.flatMap((turns, round) =>
    turns.flat().map((write): Node => ({ write, round, knows: new Set() })),
  );
  for (const node of nodes) {
    for (const other of nodes) if (knowsAtOnce(node, other)) node.knows.add(other);
  }
  return closeOver(nodes);
}

/** By having received it in an earlier exchange, by having written it, or by saying so. */
function knowsAtOnce(node: Node, other: Node): boolean {
  if (other.round < node.round) return true;
  const { agent_id, op_id } = other.write;
  if (agent_id === node.write.agent_id && op_id < node.write.op_id) return true;
  return node.write.happens_after?.some(([a, op]) => a === agent_id && op_id <= op) ?? false;
}

/** Warshall's closure. */
function closeOver(nodes: readonly Node[]): readonly Node[] {
  for (const middle of nodes) {
    for (const node of nodes) {
      if (node.knows.has(middle)) for (const known of middle.knows) node.knows.add(known);
    }
  }
  return nodes;
}
