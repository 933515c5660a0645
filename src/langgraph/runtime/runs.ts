// The runs of graphs on a store and the scopes of their tasks. A run is known by the wrapper that LangGraph puts
// around the store for it; a graph that is invoked inside a task has a run of its own inside that task.

import { agentActing, currentActing } from '../acting-as.js';
import type { Acting } from '../acting-as.js';
import { beginSpan, endSpan } from '../moments.js';
import type { Span } from '../moments.js';
import { Scope, beginScope } from '../scopes.js';
import type { Activity } from '../scopes.js';
import { enclosingNamespace, nodeOf, superstepOf } from './graph-task.js';
import type { GraphTask } from './graph-task.js';

/** Where a task is, without what it is called for itself. */
export type TaskPlace = Pick<GraphTask, 'namespace' | 'checkpoints'>;

interface Inside {
  readonly activity: Activity;
  /** What the run was begun in, inside a task. */
  readonly scope: Scope | null;
}

/** Finds the scope that a run was begun in; null where it was in none. The place is that of the task around it. */
export type FindAround = (run: Run, place: TaskPlace | null) => Scope | null;

export class Run {
  readonly span: Span;
  /** The line of work that the run was begun in. */
  readonly acting: Acting | null;
  /** The run that it was begun in a task of. */
  readonly parent: Run | null;
  readonly #tasks = new Map<string, Scope>();
  #superstep = '';
  /** Known once a task asks: tasks alone know their names. */
  #inside: Inside | null = null;

  constructor(parent: Run | null, span: Span = beginSpan()) {
    this.parent = parent;
    this.span = span;
    this.acting = currentActing();
  }

  end(): void {
    endSpan(this.span);
  }

  /** The scope of a task, the same as long as its superstep lasts. */
  scopeOf(place: TaskPlace, findAround: FindAround): Scope {
    const superstep = superstepOf(place.namespace, place.checkpoints);
    this.#forgetBefore(superstep);
    const name = JSON.stringify([superstep, place.namespace]);
    const scope = this.#tasks.get(name) ?? this.#begin(place, superstep, findAround);
    this.#tasks.set(name, scope);
    return scope;
  }

  /**
   * The scope of a call of which not even the task is known. Where the run is a graph's, it saw what was there
   * before the run; where no task has ever asked, somebody has made the wrapper by hand and calls it in turn.
   */
  strangerScope(agentId: string): Scope {
    const outermost = this.#outermost();
    if (outermost.#inside === null) return beginScope(agentId);
    const activity: Activity = { span: outermost.span, enclosing: null };
    return new Scope({
      agent_id: agentId,
      origin: { activity, superstep: '' },
      enclosing: null,
      reads: 'own',
    });
  }

  #begin(place: TaskPlace, superstep: string, findAround: FindAround): Scope {
    this.#inside ??= this.#enclose(place, findAround);
    const { activity, scope } = this.#inside;
    return new Scope({
      agent_id: agentActing(this.acting) ?? nodeOf(place.namespace),
      origin: { activity, superstep },
      enclosing: scope,
      reads: 'own',
    });
  }

  /**
   * A run outside of all tasks has seen what was there when it began, whatever it was begun in. Where it is not
   * known what a run inside a task was begun in, its tasks have seen nothing but what they read.
   */
  #enclose({ namespace, checkpoints }: TaskPlace, findAround: FindAround): Inside {
    const outer = enclosingNamespace(namespace);
    const place = outer === null ? null : { namespace: outer, checkpoints };
    const around = findAround(this, place);
    const span = place !== null && around === null ? UNKNOWN : this.span;
    const scope = place === null ? null : around;
    return { activity: { span, enclosing: around?.origin ?? null }, scope };
  }

  #forgetBefore(superstep: string): void {
    if (superstep <= this.#superstep) return;
    this.#superstep = superstep;
    this.#tasks.clear();
  }

  #outermost(): Run {
    return this.parent === null ? this : this.parent.#outermost();
  }
}

/** Begun before everything. */
const UNKNOWN: Span = { begun_at: 0, ended_at: null };
