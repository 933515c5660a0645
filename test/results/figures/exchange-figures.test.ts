import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import type { FigureSpec } from '../../../src/results/figures/figure.js';
import { FIGURES } from '../../../src/results/figures/registry.js';
import { svgOf } from '../../../src/results/figures/svg.js';
import { COLOURS, looksOf } from '../../../src/results/figures/theme.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildExchangeStudy } from '../build-exchange-study.js';

const SHAPE = { agents: [4, 16], repetitions: 2 };
const STUDY = buildExchangeStudy(SHAPE);

type Row = Readonly<Record<string, unknown>>;

function specOf(study: AnalysedStudy, name: string): FigureSpec | null {
  return FIGURES.find((figure) => figure.name === name)?.specOf(study) ?? null;
}

function rowsOf(study: AnalysedStudy, name: string): readonly Row[] {
  const data = specOf(study, name)?.['data'] as { readonly values: readonly Row[] } | undefined;
  return data?.values ?? [];
}

describe('the figures of topologies', () => {
  it('have a point for every cell without faults, and none for any other', () => {
    const rows = rowsOf(STUDY, 'topologies');
    const clean = STUDY.cells.filter(({ factors }) => factors.faults === 'none');
    expect(new Set(rows.map(({ cell_id }) => cell_id))).toEqual(
      new Set(clean.map(({ cell_id }) => cell_id)),
    );
    expect(rows).toHaveLength(2 * clean.length);
  });

  it('tell topologies by colour and strategies by shape, with a legend of each', async () => {
    const spec = specOf(STUDY, 'topologies');
    const svg = spec ? await svgOf('topologies', spec) : '';
    for (const name of ['mesh', 'ring', 'gossip', 'lww', 'crdt'])
      expect(svg).toContain(`>${name}</text>`);
    expect(svg).toContain('>Time to converge (ms)</text>');
    expect(svg).toContain('>Bytes exchanged (KiB)</text>');
  });

  it('draw the most passes that a topology may take: those before the heal, and its bound', () => {
    const study = buildExchangeStudy(SHAPE, () => ({
      ...{ exchange_rounds: 5, heal_rounds: 4, rounds_bound: 7 },
    }));
    const rows = rowsOf(study, 'topology-passes');
    const passes = rows.filter(({ metric }) => metric === 'exchange_rounds');
    expect(passes.find(({ kind }) => kind === 'point')).toMatchObject({ value: 5 });
    expect(passes.find(({ kind }) => kind === 'bound')).toMatchObject({ value: 8 });
  });

  it('draw no bound where there is none', () => {
    const rows = rowsOf(STUDY, 'topology-passes').filter(({ way }) => way === 'mesh');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ kind }) => kind === 'bound')).toEqual([]);
  });

  it('name what else differs in how blobs spread', () => {
    const study = buildExchangeStudy({ ...SHAPE, exchanges: ['batch', 'racing'] });
    const ways = rowsOf(study, 'topologies').map(({ way }) => way);
    expect(new Set(ways)).toContain('ring, racing');
  });

  it.each(['topologies', 'topology-passes'])('%s: is left out with one topology', (name) => {
    expect(specOf(buildAnalysedStudy(), name)).toBeNull();
    expect(specOf(buildExchangeStudy({ ...SHAPE, topologies: ['ring'] }), name)).toBeNull();
  });
});

describe('the figure of recovery', () => {
  it('has the rates of each kind of fault, from none at all on, at the largest size', () => {
    const faults = ['none', 'drop=5%', 'drop=10%', 'drop=10%,delay=20%', 'crash=2@3-5'];
    const study = buildExchangeStudy({ ...SHAPE, topologies: ['ring'], faults });
    const rows = rowsOf(study, 'recovery').filter(({ strategy }) => strategy === 'crdt');
    expect(rows.map(({ workload, rate, agents }) => [workload, rate, agents])).toEqual([
      ['mixed, drop', 0, 16],
      ['mixed, drop', 0.05, 16],
      ['mixed, drop', 0.1, 16],
      ['mixed, drop,delay', 0, 16],
      ['mixed, drop,delay', 0.2, 16],
    ]);
  });

  it.each([
    ['one rate', { faults: ['drop=5%'] }],
    ['no faults', { faults: ['none'] }],
    ['faults without a rate', { faults: ['none', 'crash=2@3-5'] }],
  ])('is left out with %s', (_, shape) => {
    expect(specOf(buildExchangeStudy({ ...SHAPE, ...shape }), 'recovery')).toBeNull();
  });

  it('is left out where nothing healed', () => {
    expect(
      specOf(
        buildExchangeStudy(SHAPE, () => ({ heal_ns: null })),
        'recovery',
      ),
    ).toBeNull();
  });
});

describe('the figures of visibility', () => {
  it('are there where agents exchanged while they wrote', () => {
    const racing = buildExchangeStudy({ ...SHAPE, exchanges: ['racing'], faults: ['none'] });
    for (const name of ['visibility-percentiles', 'full-visibility-percentiles']) {
      expect(rowsOf(racing, name).length).toBeGreaterThan(0);
      expect(specOf(STUDY, name)).toBeNull();
    }
  });
});

describe('panels and lines', () => {
  it('are one panel for each mix of faults, with the same lines in all', () => {
    const rows = rowsOf(STUDY, 'converge').filter(({ kind }) => kind === 'point');
    const panels = new Set(rows.map(({ workload }) => workload));
    expect([...panels]).toEqual([
      'mixed, no faults',
      'mixed, faults drop=5%',
      'mixed, faults drop=10%',
      'mixed, faults drop=20%',
    ]);
    expect(new Set(rows.map(({ series }) => series)).size).toBe(6);
  });

  it('have colours of their own as long as there are some, then colours of strategies', () => {
    expect(new Set(looksOf(STUDY).map(({ colour }) => colour)).size).toBe(6);
    const strategies = ['lww', 'crdt', 'yjs'];
    const looks = looksOf(buildExchangeStudy({ ...SHAPE, strategies, faults: ['none'] }));
    expect(looks).toHaveLength(9);
    expect(new Set(looks.map(({ colour }) => colour))).toEqual(new Set(COLOURS.slice(0, 3)));
    expect(new Set(looks.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(9);
  });
});
