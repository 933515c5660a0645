// A store in memory with a bug planted in it, to be explored step by step.

import type { OpenStore, StepwiseMethods, StepwiseOperations } from '../explore/steps.js';
import { atomic, inOneStep, mapMethods } from '../explore/steps.js';
import { createMemoryStore } from '../memory/memory-store.js';
import { MemoryTables } from '../memory/memory-tables.js';
import type { Operation, Scene } from '../operation.js';
import { correctOperations } from '../operations/registry.js';
import { watchedTables } from '../store-points.js';
import type { ArgsOf, StoreMethod } from '../store.js';
import type { OperationPlant, Plant } from './plant.js';

export function openPlanted(plant: Plant): OpenStore {
  return plant.how === 'operation'
    ? inOneStepEach(plant)
    : inTheirSteps(plant.plant(correctOperations));
}

function inOneStepEach({ plant }: OperationPlant): OpenStore {
  return atomic(({ wall, ...options }) => {
    const operations = { ...correctOperations, ...plant(correctOperations, wall) };
    return createMemoryStore({ ...options, operations });
  });
}

/** What is not planted takes one step. */
function inTheirSteps(planted: Partial<StepwiseOperations>): OpenStore {
  return ({ clock, processes, reached }) => {
    const tables = watchedTables(new MemoryTables(), () => {
      reached({ type: 'write', method: 'commit', index: 0 });
    });
    const scene: Scene = { tables, clock, processes };
    const methodOf = <M extends StoreMethod>(method: M): StepwiseMethods[M] => {
      const correct: Operation<M> = correctOperations[method];
      const inSteps = planted[method] as StepwiseOperations[M] | undefined;
      return ((args: ArgsOf<M>) =>
        inSteps?.(scene, args) ?? inOneStep(() => correct(scene, args))) as StepwiseMethods[M];
    };
    return { methods: mapMethods(methodOf), close: () => undefined };
  };
}
