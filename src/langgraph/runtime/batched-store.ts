// LangGraph gives every run a wrapper around the store that only notes operations; a timer hands them on in
// batches. By then nobody knows which node asked. So the wrapper's methods note it when they are called, and
// the store finds it when the operations arrive: it is kept by the array of the operation's namespace, of
// which each call gets a copy. Nothing else of the wrapper is changed. Where a method is missing, as it may in
// another version, the store sees a call whose author is not known.

import * as langgraph from '@langchain/langgraph';
import { latestMoment } from '../moments.js';
import type { Scope } from '../scopes.js';
import { copiesOf } from './copies.js';
import { Run } from './runs.js';
import { watchToolCalls } from './tool-calls.js';
import { wrapMethods } from './wrap-method.js';
import type { Method, Methods, Wraps } from './wrap-method.js';

/** Who asked for an operation, and when. */
export interface Stamp {
  readonly scope: Scope;
  readonly asked_at: number;
}

/** What a store is told of the wrappers around it. */
export interface WrapperWatcher {
  /** Whose a call is that is being made now on a wrapper. */
  find(wrapper: object): Scope;
  /** A wrapper around the store itself was started. */
  started(): void;
}

type Wrapper = Methods;

const watchers = new WeakMap<object, WrapperWatcher>();
const runs = new WeakMap<object, Run>();
const stamps = new WeakMap<object, Stamp>();

/** From now on calls on wrappers around that store are noted. */
export function watchWrappersOf(store: object, watcher: WrapperWatcher): void {
  watchers.set(store, watcher);
  instrument();
}

/** Notes calls on wrappers, and of tools, of all copies of LangGraph that are loaded by now. */
export function instrument(): void {
  for (const { AsyncBatchedStore } of copiesOf('@langchain/langgraph', langgraph)) {
    wrapMethods(AsyncBatchedStore, WRAPS);
  }
  watchToolCalls();
}

/** Who asked for an operation with that very array as its namespace. */
export function stampOf(namespace: object): Stamp | undefined {
  return stamps.get(namespace);
}

/** The run that a wrapper was made for. */
export function runOf(wrapper: object | null): Run | null {
  return (wrapper && runs.get(wrapper)) ?? null;
}

function stamping(method: Method): Method {
  return function (namespace, ...rest) {
    const watcher = watcherOf(this);
    if (watcher === undefined || !Array.isArray(namespace)) {
      return method.call(this, namespace, ...rest);
    }
    const copy: unknown[] = [...(namespace as unknown[])];
    stamps.set(copy, { scope: watcher.find(this), asked_at: latestMoment() });
    return method.call(this, copy, ...rest);
  };
}

function beginning(method: Method): Method {
  return function (...args) {
    const outer = takeMadeFrom();
    const watcher = watcherOf(this);
    if (watcher !== undefined && !runs.has(this)) {
      runs.set(this, new Run(runOf(outer)));
      watchForNested(this);
      if (outer === null) watcher.started();
    }
    return method.apply(this, args);
  };
}

function ending(method: Method): Method {
  return async function (...args) {
    try {
      await method.apply(this, args);
    } finally {
      runs.get(this)?.end();
    }
  };
}

const WRAPS: Wraps = {
  get: stamping,
  search: stamping,
  put: stamping,
  delete: stamping,
  start: beginning,
  stop: ending,
};

function watcherOf(wrapper: Wrapper): WrapperWatcher | undefined {
  const store = wrapper['store'];
  return typeof store === 'object' && store !== null ? watchers.get(store) : undefined;
}

/** The wrapper that another one is being made from: it is for a graph inside a task. */
let madeFrom: object | null = null;

function takeMadeFrom(): object | null {
  const wrapper = madeFrom;
  madeFrom = null;
  return wrapper;
}

/**
 * A wrapper that is made from a wrapper asks it for its kind, and is started before anything else can happen.
 * That is the one trace of the run around a nested run: where it starts, no configuration is at hand.
 */
function watchForNested(wrapper: Wrapper): void {
  const kind = wrapper['lg_name'];
  Object.defineProperty(wrapper, 'lg_name', {
    get: () => {
      madeFrom = wrapper;
      return kind;
    },
    enumerable: true,
    configurable: true,
  });
}
