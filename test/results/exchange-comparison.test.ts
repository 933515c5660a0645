// What `run` shows of exchange beside the comparison.

import { describe, expect, it } from 'vitest';
import { comparisonOf, renderComparison } from '../../src/results/comparison.js';
import { toMarkdown } from '../../src/results/markdown.js';
import type { TextOptions } from '../../src/results/table.js';
import { buildRecord } from './build-record.js';

const EXCHANGED = {
  exchange_rounds: 4,
  messages: 128,
  bytes_exchanged: 2048,
  bytes_per_write: 1.5,
  redundancy: 0.43,
};
const MESH = buildRecord({ ...EXCHANGED, topology: 'mesh', exchange_rounds: 1 });
const PAIRS = buildRecord({ ...EXCHANGED, topology: 'gossip_pairs' });

function linesOf(width: TextOptions['width']): readonly string[] {
  const text = renderComparison([MESH, PAIRS], { colour: 'none', width });
  return text.slice(text.indexOf('Exchange;')).split('\n\nFAIL')[0]?.split('\n') ?? [];
}

describe('the exchange of a comparison', () => {
  it('is not shown where all is over a mesh', () => {
    expect(comparisonOf([MESH, MESH]).exchange).toBeNull();
    expect(renderComparison([MESH], { colour: 'none', width: null })).not.toContain('redundancy');
  });

  it('has passes, messages, bytes and redundancy of every row where one is not', () => {
    const { columns, rows } = comparisonOf([MESH, PAIRS]).exchange ?? { columns: [], rows: [] };
    expect(columns.map(({ heading }) => heading)).toEqual([
      ...['workload', 'strategy', 'topology', 'passes', 'messages', 'KiB', 'bytes/write'],
      'redundancy',
    ]);
    expect(rows.map((row) => row.slice(2).map(({ text }) => text))).toEqual([
      ['mesh', '1', '128', '2.00', '1.50', '0.43'],
      ['gossip_pairs', '4', '128', '2.00', '1.50', '0.43'],
    ]);
  });

  it('is of one topology too', () => {
    expect(comparisonOf([PAIRS]).exchange?.rows).toHaveLength(1);
  });

  it('has a dash for what was not measured', () => {
    const crashed = buildRecord({ topology: 'ring', bytes_exchanged: null, redundancy: null });
    const [row] = comparisonOf([crashed]).exchange?.rows ?? [];
    expect(row?.filter(({ text }) => text === '-').length).toBeGreaterThanOrEqual(2);
  });

  it.each([40, 80])(
    'fits a terminal of %i columns and says why redundancy may be below 1',
    (width) => {
      const lines = linesOf(width);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines.join(' ')).toContain('below 1');
    },
  );

  it('stands in the Markdown too', () => {
    expect(toMarkdown([MESH, PAIRS])).toMatch(/^\| workload [^\n]*\| redundancy \|$/m);
  });
});
