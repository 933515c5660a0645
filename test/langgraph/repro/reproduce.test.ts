import { readFileSync } from 'node:fs';
import { InMemoryStore } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { allHold } from '../../../src/langgraph/claim.js';
import { FINDINGS, KEY, NAMESPACE } from '../../../src/langgraph/repro/graph.js';
import { reproduce } from '../../../src/langgraph/repro/reproduce.js';
import type { StoresUnderTest, StoreUnderTest } from '../../../src/langgraph/repro/reproduce.js';
import { reproduceOnBoth, STORES } from '../../../src/langgraph/repro/stores.js';
import type { KeyAttribution } from '../../../src/langgraph/key-terms.js';

const LOSES = 'InMemoryStore drops one of the two writes, silently';
const KEEPS = 'SyncedStore keeps both writes, each once';
const NAMES = 'SyncedStore names the node that wrote each';

type Planted = Readonly<Partial<Record<keyof StoresUnderTest, StoreUnderTest>>>;

async function falseClaims({ stock, synced }: Planted): Promise<readonly string[]> {
  const { claims, claims_hold } = await reproduce({
    stock: () => (stock ? Promise.resolve(stock) : STORES.stock()),
    synced: () => (synced ? Promise.resolve(synced) : STORES.synced()),
  });
  expect(claims_hold).toBe(allHold(claims));
  return claims.flatMap(({ claim, holds }) => (holds ? [] : [claim]));
}

const stockAs = (name: string): StoreUnderTest => {
  return { name, store: new InMemoryStore(), attribution: () => [] };
};

/** Ours with a planted bug in what it says of authors. */
const misattributed = async (
  change: (agent_id: string) => readonly string[],
): Promise<StoreUnderTest> => {
  const synced = await STORES.synced();
  const attribution = (namespace: readonly string[], key: string): readonly KeyAttribution[] =>
    synced.attribution(namespace, key).map((field) => ({
      ...field,
      parts: field.parts.map((part) => ({
        ...part,
        authors: part.authors.flatMap((author) =>
          change(author.agent_id).map((agent_id) => ({ ...author, agent_id })),
        ),
      })),
    }));
  return { ...synced, attribution };
};

describe('the graph', () => {
  it('is written against LangGraph alone, with no code of ours in its way', () => {
    const source = readFileSync(
      new URL('../../../src/langgraph/repro/graph.ts', import.meta.url),
      'utf8',
    );
    const imported = [...source.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)];
    expect(new Set(imported.map(([, name]) => name))).toEqual(new Set(['@langchain/langgraph']));
  });
});

describe('the reproduction', () => {
  it('shows that the stock store drops one write and ours none', async () => {
    const { stores, claims, claims_hold, namespace, key } = await reproduceOnBoth();
    expect(claims).toEqual([LOSES, KEEPS, NAMES].map((claim) => ({ claim, holds: true })));
    expect({ claims_hold, namespace, key }).toEqual({
      claims_hold: true,
      namespace: NAMESPACE,
      key: KEY,
    });
    const [stock, synced] = stores;
    expect(stock.writes.map(({ fate }) => fate).sort()).toEqual(['lost', 'survived']);
    expect(stock.holds).toMatchObject({ findings: [expect.any(String)] });
    expect(synced.writes).toEqual(
      Object.entries(FINDINGS).map(([node, finding]) => {
        return { node, finding, fate: 'survived', attributed_to: [node] };
      }),
    );
  });

  it('makes our store only when the graph is done with the stock store', async () => {
    const steps: string[] = [];
    const stock = stockAs('InMemoryStore');
    const { store } = stock;
    const batch = store.batch.bind(store);
    store.batch = (operations) => {
      steps.push('stock');
      return batch(operations);
    };
    await reproduce({
      stock: () => Promise.resolve(stock),
      synced: () => {
        steps.push('ours');
        return STORES.synced();
      },
    });
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.indexOf('ours')).toBe(steps.length - 1);
  });

  it('has a false claim where the stock store loses nothing', async () => {
    const lossless = { ...(await STORES.synced()), name: 'InMemoryStore' };
    expect(await falseClaims({ stock: lossless })).toEqual([LOSES]);
  });

  it('has false claims where ours is a stock store', async () => {
    expect(await falseClaims({ synced: stockAs('SyncedStore') })).toEqual([KEEPS, NAMES]);
  });

  it('has false claims where a store keeps nothing', async () => {
    const forgetful = (name: string): StoreUnderTest => {
      const { store } = stockAs(name);
      store.batch = (operations) => Promise.resolve(operations.map(() => null) as never);
      return { name, store, attribution: () => [] };
    };
    expect(await falseClaims({ stock: forgetful('InMemoryStore') })).toEqual([LOSES]);
    expect(await falseClaims({ synced: forgetful('SyncedStore') })).toEqual([KEEPS, NAMES]);
  });

  it.each([
    ['names nobody', () => []],
    ['names one node for both', () => ['critic']],
    ['names both for each', () => ['researcher', 'critic']],
    ['names someone else', () => ['anonymous']],
  ])('has a false claim where ours %s', async (_, change) => {
    expect(await falseClaims({ synced: await misattributed(change) })).toEqual([NAMES]);
  });
});
