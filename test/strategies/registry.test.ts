import { describe, expect, it } from 'vitest';
import { loadStrategy } from '../../src/strategies/load.js';
import { MERGING_STRATEGY_NAMES, STRATEGY_NAMES } from '../../src/strategies/registry.js';

describe('the registry of strategies', () => {
  it.each(STRATEGY_NAMES)('tells of %s as it tells of itself whether it merges', async (name) => {
    const { shares } = await loadStrategy({ type: 'built_in', name });
    expect(shares === undefined).toBe(MERGING_STRATEGY_NAMES.includes(name));
  });
});
