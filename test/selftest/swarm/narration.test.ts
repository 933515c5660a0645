import { describe, expect, it } from 'vitest';
import {
  tellAlarm,
  tellEnd,
  tellReport,
  tellSetting,
} from '../../../src/selftest/swarm/narration.js';
import { drawSetting } from '../../../src/selftest/swarm/setting.js';

describe('what is said of swarm seeds', () => {
  it('names what a seed draws, its faults spelled out, and how to execute it', () => {
    const setting = drawSetting(3, ['crdt']);
    const text = tellSetting(setting);
    expect(text).toContain('seed 3: crdt, ');
    expect(text).toContain(`over ${setting.scene.topology.name}, `);
    expect(text).toMatch(/faults: \w+=/);
    expect(text).toContain('--seed 3');
  });

  it('tells an alarm with every command that shows it again, each once', () => {
    const alarm = { seed: 9, strategy: 'crdt', reason: 'threw: \u001b[2J' };
    const own = 'npm run soak -- --seed 9';
    const both = tellAlarm({ ...alarm, reproduce: 'mergestorm run --seed 9' }).split('\n');
    expect(both).toEqual([
      expect.stringContaining('alarm: seed 9, crdt: threw:'),
      `  ${own}`,
      '  mergestorm run --seed 9',
    ]);
    expect(both[0]).not.toContain('\u001b');
    expect(tellAlarm({ ...alarm, reproduce: own }).split('\n')).toHaveLength(2);
  });

  it('tells what one seed came to', () => {
    expect(tellEnd({ type: 'passed' })).toBe('  passed');
    expect(tellEnd({ type: 'alarm', reason: 'survival FAIL' })).toBe('  alarm: survival FAIL');
  });

  it('counts apart what proved less than it was meant to', () => {
    const idle_counts = { faults: 9, contention: 1 };
    expect(tellReport({ seeds: 60, passed_count: 50, idle_counts, alarms: [] })).toBe(
      '0 alarms on 60 swarm seeds (50 passed, 9 where a fault struck nothing, 1 where nothing contended)',
    );
  });
});
