import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderRepro } from '../../../src/cli/repro-text.js';
import { reproduceOnBoth } from '../../../src/langgraph/repro/stores.js';
import { mergestorm } from '../support/mergestorm.js';

const preloading = (fixture: string): NodeJS.ProcessEnv => {
  const file = fileURLToPath(new URL(`../../fixtures/${fixture}.mjs`, import.meta.url));
  return { NODE_OPTIONS: `--import ${file}` };
};

const reproduction = await reproduceOnBoth();

describe('mergestorm repro', () => {
  it('shows what each store kept, on which versions, and ends with 0', async () => {
    const { code, stdout, stderr } = await mergestorm(['repro']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['mergestorm', '@langchain/langgraph', '@langchain/core', 'loro-crdt'])
      expect(stdout).toMatch(new RegExp(`^${name} +\\d+\\.\\d+\\.\\d+`, 'm'));
    expect(stdout).toMatch(/^researcher +three sources +(LOST|kept) +kept, by researcher$/m);
    expect(stdout).toMatch(/^critic +two doubts +(LOST|kept) +kept, by critic$/m);
    expect(stdout.match(/LOST/g)).toHaveLength(1);
    expect(stdout.match(/^holds /gm)).toHaveLength(3);
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await mergestorm(['repro', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema_version: 1,
      versions: {
        node: process.versions.node,
        '@langchain/langgraph': expect.any(String) as string,
      },
      claims_hold: true,
      stores: [{ store: 'InMemoryStore' }, { store: 'SyncedStore' }],
    });
  });

  it('ends with 1 and says which half failed where SyncedStore is a stock store', async () => {
    const planted = preloading('stock-store-in-place');
    const { code, stdout } = await mergestorm(['repro'], planted);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^holds {2}InMemoryStore drops one/m);
    expect(stdout).toMatch(/^FALSE {2}SyncedStore keeps both/m);
  });

  it('ends with 69 and one line of advice where LangGraph is not installed', async () => {
    const ended = await mergestorm(['repro'], preloading('without-langgraph'));
    expect(ended).toMatchObject({
      code: 69,
      stdout: '',
      stderr:
        'mergestorm: LangGraph is not installed: @langchain/langgraph: npm install @langchain/langgraph @langchain/core\n',
    });
  });

  it.each([['demo'], ['list']])(
    'is the only command that needs LangGraph: %s does not',
    async (...words) => {
      const ended = await mergestorm(words, preloading('without-langgraph'));
      expect(ended).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('fits a terminal of 60 columns', () => {
    const versions = { mergestorm: '0.1.0', '@langchain/langgraph-checkpoint': null };
    const text = renderRepro({ versions, reproduction }, { colour: 'none', width: 60 });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^@langchain\/langgraph-checkpoint +not found$/m);
  });
});
