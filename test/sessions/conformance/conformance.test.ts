import { describe, it } from 'vitest';
import { conformanceCases } from '../../../src/sessions/conformance/registry.js';
import { runConformanceCase } from '../../../src/sessions/conformance/run-conformance.js';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import { sqliteFolder } from './sqlite-folder.js';

const stores = { memory: createMemoryStore, SQLite: sqliteFolder() };

describe.each(Object.entries(stores))('the store in %s', (_, createStore) => {
  it.each(
    conformanceCases.map((conformanceCase) => [conformanceCase.name, conformanceCase] as const),
  )('%s', async (_name, conformanceCase) => {
    await runConformanceCase(conformanceCase, createStore);
  });
});
