import { describe, expect, it } from 'vitest';
import { renderScaling, scalingTable, SCALING_METRICS } from '../../src/results/scaling.js';
import type { TextOptions } from '../../src/results/table.js';
import { buildRecord } from './build-record.js';

const PLAIN: TextOptions = { colour: 'none', width: null };

const SWEEP = [8, 2].flatMap((agents) => [
  buildRecord({ agents, strategy: 'lww', converge_ns: agents * 1e6, writes_lost: 3 * agents }),
  buildRecord({ agents, strategy: 'crdt', converge_ns: agents * 5e5, escalations: 1 }),
]);

function textsOf(...args: Parameters<typeof scalingTable>): readonly (readonly string[])[] {
  return scalingTable(...args).rows.map((row) => row.map(({ text }) => text));
}

describe('the scaling table', () => {
  it('has strategies down, agents across and one block per metric', () => {
    expect(renderScaling(SWEEP, PLAIN)).toBe(`\
workload     strategy  metric       2 agents  8 agents
-----------  --------  -----------  --------  --------
clean_merge  lww       latency_ms       2.00      8.00
clean_merge  crdt      latency_ms       1.00      4.00
clean_merge  lww       writes_lost         6        24
clean_merge  crdt      writes_lost         0         0
clean_merge  lww       escalations         0         0
clean_merge  crdt      escalations         1         1`);
  });

  it('takes the workload out of the rows in a narrow terminal', () => {
    const text = renderScaling(SWEEP, { ...PLAIN, width: 40 }, [SCALING_METRICS.latency_ms]);
    expect(text).toBe(`\
workload: clean_merge
strategy  metric      2 agents  8 agents
--------  ----------  --------  --------
lww       latency_ms      2.00      8.00
crdt      latency_ms      1.00      4.00`);
  });

  it('takes the median of costs and the worst of losses over repetitions, and says so', () => {
    const repetitions = [7, 1, 2, 9].map((value, repetition) =>
      buildRecord({ repetition, converge_ns: value * 1e6, writes_lost: value }),
    );
    const metrics = [SCALING_METRICS.latency_ms, SCALING_METRICS.writes_lost];
    expect(textsOf(repetitions, metrics)).toEqual([
      ['clean_merge', 'crdt', 'latency_ms (median)', '4.50'],
      ['clean_merge', 'crdt', 'writes_lost (largest)', '9'],
    ]);
  });

  it('leaves out of the median what was not measured, and shows a dash where nothing was', () => {
    const records = [
      buildRecord({ converge_ns: 2e6 }),
      buildRecord({ repetition: 1, converge_ns: null }),
      buildRecord({ agents: 4, converge_ns: null }),
    ];
    expect(textsOf(records, [SCALING_METRICS.latency_ms])).toEqual([
      ['clean_merge', 'crdt', 'latency_ms (median)', '2.00', '-'],
    ]);
  });

  it('keeps apart what differs in more than the number of agents', () => {
    const records = [
      buildRecord({ topology: 'mesh' }),
      buildRecord({ topology: 'ring', agents: 1 }),
    ];
    const { columns } = scalingTable(records);
    expect(columns.map(({ heading }) => heading)).toEqual([
      'workload',
      'strategy',
      'topology',
      'metric',
      '1 agent',
      '2 agents',
    ]);
    expect(textsOf(records, [SCALING_METRICS.bytes_per_write])).toEqual([
      ['clean_merge', 'crdt', 'mesh', 'bytes_per_write', '-', '204.8'],
      ['clean_merge', 'crdt', 'ring', 'bytes_per_write', '204.8', '-'],
    ]);
  });

  it('measures memory as the comparison table does', () => {
    expect(textsOf([buildRecord()], [SCALING_METRICS.peak_mem_kb])[0]?.at(-1)).toBe('7813');
  });
});
