import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import type { FigureSpec } from '../../../src/results/figures/figure.js';
import { figureFiles } from '../../../src/results/figures/files.js';
import { FIGURES } from '../../../src/results/figures/registry.js';
import { compileFigure, svgOf } from '../../../src/results/figures/svg.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildExchangeStudy } from '../build-exchange-study.js';
import { buildChangedStudy, buildTroubledStudy, CRASHED } from '../build-changed-study.js';
import { attributeOf, markAt, placeIn } from './svg-readers.js';

const HOSTILE = '</svg><script>alert(1)</script>"&\u0007\u202e';

const SMALL = { agents: [4, 16], faults: ['none', 'drop=10%'], repetitions: 1 };
const RACING = { exchanges: ['racing'], faults: ['none'] };

const STUDIES: Readonly<Record<string, AnalysedStudy>> = {
  'a plain study': buildAnalysedStudy(),
  'a study with failures': buildTroubledStudy(),
  'a study of one cell': buildAnalysedStudy({
    ...{ strategies: ['crdt'], workloads: ['mixed'], agents: [1], repetitions: 1 },
  }),
  'a study of topologies and faults': buildExchangeStudy({ ...SMALL, repetitions: 2 }),
  'a study of races': buildExchangeStudy({ ...SMALL, ...RACING }),
  'a study of hostile names': buildAnalysedStudy({ strategies: [HOSTILE], workloads: [HOSTILE] }),
};

function specOf(study: AnalysedStudy, name: string): FigureSpec {
  const spec = FIGURES.find((figure) => figure.name === name)?.specOf(study);
  if (!spec) throw new Error(`no figure ${name}`);
  return spec;
}

/** A figure that has nothing to show is left out. */
function figuresOf(study: AnalysedStudy): readonly string[] {
  return FIGURES.filter(({ specOf: make }) => make(study) !== null).map(({ name }) => name);
}

function rowsOf(spec: FigureSpec): readonly Record<string, unknown>[] {
  return (spec['data'] as unknown as { values: readonly Record<string, unknown>[] }).values;
}

describe.each(Object.entries(STUDIES))('the figures of %s', (_, study) => {
  it.each(figuresOf(study))('%s is a Vega-Lite 6 figure without a warning', (name) => {
    const spec = specOf(study, name);
    expect(spec['$schema']).toBe('https://vega.github.io/schema/vega-lite/v6.json');
    expect(compileFigure(spec).warnings).toEqual([]);
    expect(rowsOf(spec).length).toBeGreaterThan(0);
  });

  it('are files of an SVG and its specification each, the same bytes twice', async () => {
    const files = await figureFiles(study);
    expect(files.map(({ path }) => path)).toEqual(
      figuresOf(study).flatMap((name) => [`figures/${name}.vl.json`, `figures/${name}.svg`]),
    );
    expect(await figureFiles(study)).toEqual(files);
  });

  it('say what they are to whoever cannot see them, and hold neither scripts nor broken numbers', async () => {
    for (const { path, content } of await figureFiles(study)) {
      if (!path.endsWith('.svg')) continue;
      const name = path.slice('figures/'.length, -'.svg'.length);
      expect(content).toMatch(
        new RegExp(`^<svg role="img" aria-labelledby="${name}-title ${name}-desc" [^>]*>`),
      );
      expect(content).toMatch(new RegExp(`<title id="${name}-title">[^<]+</title>`));
      expect(content).toMatch(new RegExp(`<desc id="${name}-desc">[^<]+</desc>`));
      expect(content).not.toMatch(/<script|NaN|Infinity|undefined|href|[\u0000-\u0008\u202e]/);
    }
  });
});

describe('a figure', () => {
  it('is left out where nothing is measured', async () => {
    expect(await figureFiles(buildChangedStudy(() => CRASHED))).toEqual([]);
  });

  it('is left out alone where others have something to show', async () => {
    const study = buildChangedStudy(() => ({ bytes_exchanged: null }));
    const paths = (await figureFiles(study)).map(({ path }) => path);
    expect(paths).toHaveLength(2 * (figuresOf(buildAnalysedStudy()).length - 1));
    expect(paths).not.toContain('figures/bytes-exchanged.svg');
  });

  it('draws a cell where its number is', async () => {
    const study = buildChangedStudy(({ cell_id }) =>
      cell_id === 'clean_merge/crdt/mesh/batch/a8/tauto' ? { converge_ns: 12_345_678 } : {},
    );
    const spec = specOf(study, 'converge');
    const row = rowsOf(spec).find(
      ({ kind, cell_id }) => kind === 'point' && cell_id === 'clean_merge/crdt/mesh/batch/a8/tauto',
    );
    expect(row).toMatchObject({ agents: 8, value: 12.345678, series: 'crdt', n: 3 });
    const mark = markAt(await svgOf('converge', spec), placeIn(spec, 8, 12.345678));
    expect(attributeOf(mark, 'stroke')).toBe('#009E73');
    expect(attributeOf(mark, 'fill')).toBe('#009E73');
  });

  it('draws a cell that failed hollow, marks it and names it in the legend', async () => {
    const spec = specOf(buildTroubledStudy(), 'converge');
    const failed = rowsOf(spec).find(({ standing }) => standing === 'invalid');
    expect(failed).toMatchObject({ agents: 8, series: 'transactional', judged: 'failed' });
    const svg = await svgOf('converge', spec);
    const mark = markAt(svg, placeIn(spec, 8, Number(failed?.['value'])));
    expect(attributeOf(mark, 'fill')).toBe('white');
    expect(svg).toContain('>×</text>');
    expect(svg).toContain('>failed (×)</text>');
    expect(await svgOf('converge', specOf(buildAnalysedStudy(), 'converge'))).not.toContain('×');
  });

  it('draws a strategy alike in all workloads', async () => {
    const study = buildAnalysedStudy({ workloads: ['a', 'b', 'c'] });
    const svg = await svgOf('converge', specOf(study, 'converge'));
    const strokes = new Set(
      svg.match(/stroke="#(?:0072B2|E69F00|009E73|D55E00|56B4E9|CC79A7|000000)"/g),
    );
    expect([...strokes].sort()).toEqual([
      'stroke="#0072B2"',
      'stroke="#009E73"',
      'stroke="#E69F00"',
    ]);
  });

  it('draws a strategy in its colour, whatever it is called', async () => {
    const study = buildAnalysedStudy({ strategies: [HOSTILE], workloads: ['mixed'] });
    const svg = await svgOf('converge', specOf(study, 'converge'));
    expect(svg).toMatch(/<path transform="[^"]*"[^>]* fill="#0072B2"/);
  });

  it('takes no logarithm of a cost that is 0', async () => {
    const study = buildChangedStudy(({ agents }) => (agents === 2 ? { bytes_exchanged: 0 } : {}));
    const spec = specOf(study, 'bytes-exchanged');
    expect(compileFigure(spec).warnings).toEqual([]);
    expect(rowsOf(spec).filter(({ value }) => value === 0)).toHaveLength(6);
    const svg = await svgOf('bytes-exchanged', spec);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg).toContain('axis logarithmic above 1, linear below');
    expect(svg).toContain('>0</text>');
  });

  it('writes the exponent of a fit inside its panel', () => {
    const spec = specOf(buildAnalysedStudy(), 'converge');
    const labels = rowsOf(spec).filter(({ kind }) => kind === 'exponent');
    expect(labels.map(({ text }) => text)).toContain('n^1.90');
    for (const { agents } of labels) {
      expect(placeIn(spec, Number(agents), 1).x).toBeLessThan(250 - 'n^1.90'.length * 6);
    }
  });

  it('is escaped wherever its texts stand', async () => {
    const spec = specOf(buildAnalysedStudy(), 'loss');
    const title = { ...spec.title, text: 'a</title><script>$&' };
    const svg = await svgOf('loss', { ...spec, title, description: '<b>&</b>$1' });
    expect(svg).toContain('<title id="loss-title">a&lt;/title&gt;&lt;script&gt;$&amp;</title>');
    expect(svg).toContain('<desc id="loss-desc">&lt;b&gt;&amp;&lt;/b&gt;$1</desc>');
    expect(svg).not.toContain('<script');
  });

  it('has names in it that are its own, and the same whatever was drawn before', async () => {
    const spec = specOf(buildAnalysedStudy(), 'loss');
    const clipped: FigureSpec = {
      ...{ title: spec.title, description: spec.description, data: { values: [{ a: 1 }] } },
      mark: { type: 'point', clip: true },
      encoding: { x: { field: 'a', type: 'quantitative' } },
    };
    const svg = await svgOf('one', clipped);
    expect(svg).toMatch(/id="one-clip\d+"/);
    expect(svg).toMatch(/url\(#one-clip\d+\)/);
    expect(await svgOf('one', clipped)).toBe(svg);
  });

  it.each([
    ['data', { data: { url: 'https://example.com/rows.csv' } }],
    ['an image', { layer: [{ mark: { type: 'image', url: 'file:///etc/passwd' } }] }],
    ['a link', { encoding: { href: { value: 'https://example.com' } } }],
  ])('refuses %s from elsewhere', async (_, planted) => {
    const spec = { ...specOf(buildAnalysedStudy(), 'loss'), ...planted };
    expect(() => compileFigure(spec)).toThrow(/a figure has no (?:url|href)/);
    await expect(svgOf('loss', spec)).rejects.toThrow(/a figure has no (?:url|href)/);
  });
});
