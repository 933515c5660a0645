import { describe, expect, it } from 'vitest';
import type { AnalysedStudy } from '../../../src/results/analysis/analysis.js';
import { exportedCells, nameOf } from '../../../src/results/exporters/exporter.js';
import { EXPORTER_NAMES, findExporter } from '../../../src/results/exporters/registry.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';

const SHAPE = {
  workloads: ['clean_merge'],
  strategies: ['lww', 'transactional', 'crdt'],
  agents: [2, 16],
  repetitions: 3,
};
const STUDY = buildAnalysedStudy(SHAPE);
const NAME =
  'clean_merge/strategy=crdt/topology=mesh/exchange=batch/agents=16/rounds=1/writes=3/threads=auto';

function textOf(format: string, study: AnalysedStudy = STUDY): string {
  return findExporter(format)?.toText(study) ?? '';
}

function withStanding(standing: 'invalid' | 'undecided'): AnalysedStudy {
  const cells = STUDY.cells.map((cell) => {
    return cell.factors.strategy === 'crdt' ? { ...cell, standing } : cell;
  });
  return { ...STUDY, cells };
}

describe.each(EXPORTER_NAMES)('every exporter: %s', (format) => {
  it('gives the same text for the same study, ending with a line break', () => {
    expect(textOf(format)).toBe(textOf(format, buildAnalysedStudy(SHAPE)));
    expect(textOf(format)).toMatch(/[^\n]\n$/);
  });

  it.each(['invalid', 'undecided'] as const)('leaves out cells that are %s', (standing) => {
    expect(textOf(format)).toContain('strategy=crdt');
    const text = textOf(format, withStanding(standing));
    expect(text).not.toContain('strategy=crdt');
    expect(text).toContain('strategy=lww');
  });

  it('says the same of a plug-in wherever its file lies', () => {
    const moved = (url: string): AnalysedStudy => {
      const id = (cell_id: string) => cell_id.replace('crdt', url);
      return {
        ...STUDY,
        records: STUDY.records.map((record) => ({ ...record, cell_id: id(record.cell_id) })),
        cells: STUDY.cells.map((cell) => ({ ...cell, cell_id: id(cell.cell_id) })),
      };
    };
    expect(textOf(format, moved('file:///a/crdt.mjs'))).toBe(textOf(format));
  });

  it('is an empty document of its format where no cell has a valid result', () => {
    const text = textOf(format, { ...STUDY, cells: [] });
    expect(text).not.toContain('strategy=');
    expect(text.length).toBeGreaterThan(0);
  });
});

describe('cells in other tools', () => {
  it('have names that tell them apart', () => {
    const names = exportedCells(STUDY).map(nameOf);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    expect(names).toContain(NAME);
  });
});

describe('github-action-benchmark', () => {
  const entries = JSON.parse(textOf('github-action-benchmark')) as Record<string, unknown>[];

  it('has an entry for each metric of which less is better, with its interval', () => {
    const cell = STUDY.cells.find(
      ({ factors }) => factors.agents === 16 && factors.strategy === 'crdt',
    );
    const { point, low, high } = cell?.metrics.converge_ns ?? { point: 0, low: 0, high: 0 };
    expect(entries).toContainEqual({
      name: `${NAME} converge_ns`,
      unit: 'ns',
      value: point,
      range: `${low ?? ''} to ${high ?? ''}`,
      extra: 'valid, median of 3 repetitions',
    });
  });

  it('has no metric of which more is better, which it would take for worse', () => {
    expect(entries.filter(({ name }) => String(name).endsWith('writes_per_second'))).toEqual([]);
  });

  it('has names and units of text and values that are numbers', () => {
    const odd = entries.filter(({ name, unit, value }) => {
      return typeof name !== 'string' || typeof unit !== 'string' || !Number.isFinite(value);
    });
    expect(odd).toEqual([]);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
  });
});

describe('bencher', () => {
  it('has each benchmark with its measures, value and bounds', () => {
    const cell = STUDY.cells.find(
      ({ factors }) => factors.agents === 16 && factors.strategy === 'crdt',
    );
    const { point, low, high } = cell?.metrics.converge_ns ?? {};
    expect(JSON.parse(textOf('bencher'))).toMatchObject({
      [NAME]: {
        converge_ns: { value: point, lower_value: low, upper_value: high },
        writes_lost: { value: 0 },
      },
    });
  });

  it('leaves out bounds that are not known', () => {
    expect(JSON.parse(textOf('bencher'))).not.toHaveProperty([NAME, 'writes_lost', 'lower_value']);
  });
});

describe('benchstat', () => {
  const lines = textOf('benchstat').trimEnd().split('\n');
  const results = lines.filter((line) => line.startsWith('Benchmark'));

  it('begins with the configuration that benchstat groups by, and nothing that differs between studies', () => {
    expect(lines.slice(0, 4)).toEqual([
      'goos: linux',
      'goarch: amd64',
      'pkg: mergestorm',
      'cpu: Example CPU_1 @ 3 GHz & more',
    ]);
    expect(lines.slice(4).filter((line) => !/^(Unit|Benchmark)/.test(line))).toEqual([]);
  });

  it('has a line for each repetition: a name, 1, and pairs of value and unit', () => {
    expect(results).toHaveLength(STUDY.records.length);
    const [, count, ...pairs] = results.at(-1)?.split(' ') ?? [];
    expect(results.at(-1)).toMatch(
      /^BenchmarkCleanMerge\/strategy=crdt\/topology=mesh\/exchange=batch\/agents=16\/rounds=1\/writes=3\/threads=auto-2 /,
    );
    expect(count).toBe('1');
    expect(pairs.length % 2).toBe(0);
    const record = STUDY.records.at(-1);
    expect(pairs.join(' ')).toContain(`${record?.converge_ns ?? ''} ns/op`);
    expect(pairs.join(' ')).toContain(`${record?.bytes_per_write ?? ''} B/write`);
  });

  it('has unlike units, and says which way each is better', () => {
    const units =
      results[0]
        ?.split(' ')
        .slice(2)
        .filter((_, index) => index % 2 === 1) ?? [];
    expect(new Set(units).size).toBe(units.length);
    const told = lines.flatMap(
      (line) => /^Unit (\S+) better=(?:lower|higher)$/.exec(line)?.[1] ?? [],
    );
    const neither = ['escalations-count/op', 'blobs-rejected-count/op', 'conflict-share-ratio'];
    const measured = units.filter((unit) => !neither.includes(unit));
    expect(measured).toHaveLength(units.length - neither.length);
    expect(told.filter((unit) => units.includes(unit))).toEqual(measured);
    expect(lines).toContain('Unit writes/s better=higher');
  });

  it('has no percentiles, of which benchstat would take medians', () => {
    expect(textOf('benchstat')).not.toContain('p99');
  });

  it('leaves out what a repetition did not measure', () => {
    const records = STUDY.records.map((record) => ({ ...record, cpu_ns: null }));
    expect(textOf('benchstat', { ...STUDY, records })).not.toMatch(/\d cpu-ns\/op/);
  });

  it('lets no text from a record or manifest begin a line or end a name', () => {
    const environment = { ...STUDY.manifest.environment, cpu_model: 'x\nBenchmarkEvil 1 1 ns/op' };
    const cells = STUDY.cells.map((cell) => ({
      ...cell,
      factors: { ...cell.factors, strategy: 'my strategy/\n9 ns/op' },
    }));
    const evil = { ...STUDY, cells, manifest: { ...STUDY.manifest, environment } };
    const text = textOf('benchstat', evil);
    expect(text.split('\n')).toHaveLength(textOf('benchstat').split('\n').length);
    expect(text).toContain('/strategy=my_strategy_9_ns_op/topology=mesh');
  });
});
