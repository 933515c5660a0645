// Whose a call on a store is: of the agent that the program says (acting-as.ts), else of the task that
// LangGraph executes, else of nobody known.

import { currentActing } from '../acting-as.js';
import type { Acting } from '../acting-as.js';
import { ANONYMOUS, Scope, beginScope } from '../scopes.js';
import { runOf } from './batched-store.js';
import { currentTask } from './graph-task.js';
import type { GraphTask } from './graph-task.js';
import { Run } from './runs.js';
import type { TaskPlace } from './runs.js';

/** What a call is part of, of LangGraph's. */
type Surroundings =
  | { readonly type: 'task'; readonly run: Run; readonly task: TaskPlace }
  /** A run's wrapper was called, and LangGraph says nothing of a task. */
  | { readonly type: 'stranger'; readonly run: Run }
  | { readonly type: 'none' };

/** The scopes of one store. */
export class CallScopes {
  readonly #acting = new WeakMap<Acting, Scope>();
  readonly #foreign = new WeakMap<object, Run>();

  /** @param wrapper the wrapper that was called; null where the store itself was */
  find(wrapper: object | null): Scope {
    return this.#scopeOf(currentActing(), this.#surroundings(wrapper));
  }

  #surroundings(wrapper: object | null): Surroundings {
    const task = currentTask();
    const run = runOf(task?.store ?? null) ?? runOf(wrapper);
    if (task !== null) return { type: 'task', run: run ?? this.#foreignRun(task), task };
    return run === null ? { type: 'none' } : { type: 'stranger', run };
  }

  /** A line of work around the run names the agent; one inside a task is a scope inside that task. */
  #scopeOf(acting: Acting | null, surroundings: Surroundings): Scope {
    if (acting === null) return this.#unnamed(surroundings);
    if (surroundings.type !== 'none' && acting === surroundings.run.acting) {
      return this.#unnamed(surroundings);
    }
    const known = this.#acting.get(acting);
    if (known !== undefined) return known;
    const scope = actingScope(acting, this.#around(acting, surroundings));
    this.#acting.set(acting, scope);
    return scope;
  }

  #around({ outer }: Acting, surroundings: Surroundings): Scope | null {
    if (outer === null && surroundings.type === 'none') return null;
    return this.#scopeOf(outer, surroundings);
  }

  #unnamed(surroundings: Surroundings): Scope {
    switch (surroundings.type) {
      case 'task':
        return surroundings.run.scopeOf(surroundings.task, (run, place) =>
          this.#aroundRun(run, place),
        );
      case 'stranger':
        return surroundings.run.strangerScope(ANONYMOUS);
      case 'none':
        return beginScope(ANONYMOUS);
    }
  }

  #aroundRun({ acting, parent }: Run, task: TaskPlace | null): Scope | null {
    if (task !== null) return parent && this.#scopeOf(acting, { type: 'task', run: parent, task });
    return acting && this.#scopeOf(acting, { type: 'none' });
  }

  /** Of a graph that was not given this store: nothing is known of when it began. */
  #foreignRun(task: GraphTask): Run {
    const name = task.invocation ?? {};
    const run = this.#foreign.get(name) ?? new Run(null, { begun_at: 0, ended_at: null });
    this.#foreign.set(name, run);
    return run;
  }
}

function actingScope(acting: Acting, enclosing: Scope | null): Scope {
  const activity = { span: acting.span, enclosing: enclosing?.origin ?? null };
  return new Scope({
    agent_id: acting.agent_id ?? enclosing?.agent_id ?? ANONYMOUS,
    origin: { activity, superstep: '' },
    enclosing,
    reads: 'inherited',
  });
}
