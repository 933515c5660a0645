// The runs of graphs on a store and the scopes of their tasks. A run is known by the wrapper that LangGraph puts
// around the store for it; a graph that is invoked inside a task has a run of its own inside that task.

import { currentActing } from '../acting-as.js';
import type { Acting } from '../acting-as.js';
import { beginSpan, endSpan } from '../moments.js';
import type { Span } from '../moments.js';
import { Scope } from '../scopes.js';
import type { Activity } from '../scopes.js';
import { enclosingNamespace, nodeOf, superstepOf } from './graph-task.js';
import type { GraphTask } from './graph-task.js';

/** Where a task is, without what it is called for itself. */
type TaskPlace = Pick<GraphTask, 'namespace' | 'checkpoints'>;

interface Inside {
  readonly activity: Activity;
  /** The task that the run was begun in. */
  readonly task: Scope | null;
}

export class Run {
  readonly span: Span;
  /** The call of `actingAs` that the run was begun in. */
  readonly acting: Acting | null;
  readonly #parent: Run | null;
  readonly #tasks = new Map<string, Scope>();
  #superstep = '';
  /** Known once a task asks: tasks alone know their names. */
  #inside: Inside | null = null;

  constructor(parent: Run | null, span: Span = beginSpan()) {
    this.#parent = parent;
    this.span = span;
    this.acting = currentActing();
  }

  end(): void {
    endSpan(this.span);
  }

  /** The scope of a task, the same as long as its superstep lasts. */
  scopeOf(place: TaskPlace): Scope {
    const superstep = superstepOf(place.namespace, place.checkpoints);
    this.#forgetBefore(superstep);
    const name = JSON.stringify([superstep, place.namespace]);
    const scope = this.#tasks.get(name) ?? this.#begin(place, superstep);
    this.#tasks.set(name, scope);
    return scope;
  }

  /** The scope of a call of which not even the task is known: it saw what was there before the run. */
  strangerScope(agentId: string): Scope {
    const outermost = this.#outermost();
    const activity: Activity = { span: outermost.span, enclosing: null };
    return new Scope({
      agent_id: agentId,
      origin: { activity, superstep: '' },
      enclosing: null,
      reads: 'own',
    });
  }

  #begin(place: TaskPlace, superstep: string): Scope {
    this.#inside ??= this.#enclose(place);
    const { activity, task } = this.#inside;
    return new Scope({
      agent_id: this.acting?.agent_id ?? nodeOf(place.namespace),
      origin: { activity, superstep },
      enclosing: task,
      reads: 'own',
    });
  }

  /** Where it is not known what the run was begun in, its tasks have seen nothing but what they read. */
  #enclose({ namespace, checkpoints }: TaskPlace): Inside {
    const outer = enclosingNamespace(namespace);
    if (outer === null) return { activity: { span: this.span, enclosing: null }, task: null };
    const task = this.#parent?.scopeOf({ namespace: outer, checkpoints }) ?? null;
    const span = task === null ? UNKNOWN : this.span;
    return { activity: { span, enclosing: task?.origin ?? null }, task };
  }

  #forgetBefore(superstep: string): void {
    if (superstep <= this.#superstep) return;
    this.#superstep = superstep;
    this.#tasks.clear();
  }

  #outermost(): Run {
    return this.#parent === null ? this : this.#parent.#outermost();
  }
}

/** Begun before everything. */
const UNKNOWN: Span = { begun_at: 0, ended_at: null };
