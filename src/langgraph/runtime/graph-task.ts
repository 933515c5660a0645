// What LangGraph knows of the task that is being executed, read from the configuration it keeps for it.
// Everything is looked at with care: the names are LangGraph's own and may go.

import { getConfig } from '@langchain/langgraph';

export interface GraphTask {
  /** The name of the node, or of the task of a functional graph. */
  readonly node: string;
  /** Names of nested tasks, the outermost first, each with an id of its own: `outer:1f0c…|inner:77aa…`. */
  readonly namespace: string;
  /** By the namespace of a graph, the checkpoint that its tasks are executed from: the name of a superstep. */
  readonly checkpoints: ReadonlyMap<string, string>;
  /** The store as the task sees it. */
  readonly store: object | null;
  /** One object per invocation, or at least per task; null where LangGraph shows none. */
  readonly invocation: object | null;
}

/** The task that the caller is part of. */
export function currentTask(): GraphTask | null {
  const config = configOrNull();
  const metadata = recordIn(config, 'metadata');
  const configurable = recordIn(config, 'configurable');
  const node = metadata['langgraph_node'];
  const namespace = configurable['checkpoint_ns'] ?? metadata['langgraph_checkpoint_ns'];
  if (typeof node !== 'string' || typeof namespace !== 'string') return null;
  const checkpoints = textsOf(recordIn(configurable, 'checkpoint_map'));
  const invocation = objectOf(config['control']) ?? objectOf(configurable['__pregel_scratchpad']);
  return { node, namespace, checkpoints, store: objectOf(config['store']), invocation };
}

/** The task that a graph was invoked in, by the namespace of one of the graph's own tasks. */
export function enclosingNamespace(namespace: string): string | null {
  // A graph that is invoked repeatedly in one task has a number as its part of the name.
  const outer = namespace.split('|').slice(0, -1);
  while (/^\d+$/.test(outer.at(-1) ?? '')) outer.pop();
  return outer.length === 0 ? null : outer.join('|');
}

/** The superstep of a task. Checkpoint ids are in the order of their making, so supersteps are as texts. */
export function superstepOf(namespace: string, checkpoints: GraphTask['checkpoints']): string {
  const graph = namespace.split('|').slice(0, -1).join('|');
  return checkpoints.get(graph) ?? '';
}

export function nodeOf(namespace: string): string {
  return (namespace.split('|').at(-1) ?? '').split(':')[0] ?? '';
}

function configOrNull(): Readonly<Record<string, unknown>> {
  const config: unknown = getConfig();
  return isObject(config) ? (config as Readonly<Record<string, unknown>>) : {};
}

function recordIn(
  record: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const value = record[name];
  return isObject(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function textsOf(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(record).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function objectOf(value: unknown): object | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
