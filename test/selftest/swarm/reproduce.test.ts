import { describe, expect, it } from 'vitest';
import { swarmCommand } from '../../../src/selftest/swarm/reproduce.js';
import { drawSetting } from '../../../src/selftest/swarm/setting.js';

const setting = drawSetting(7, ['crdt']);

describe('the command that shows a swarm seed again', () => {
  it('is a simulation with every flag that the seed draws', () => {
    const scene = { ...setting.scene, shards: 1 };
    const { topology, exchange, workload } = scene;
    const words = swarmCommand({ ...setting, scene });
    expect(words).toMatch(/^mergestorm run --strategy crdt --workload mixed /);
    for (const flag of [
      `--agents ${workload.agents}`,
      '--threads 0',
      `--topology ${topology.name}`,
      `--exchange ${exchange}`,
      '--faults swarm',
      '--seed 7',
    ]) {
      expect(words).toContain(flag);
    }
  });

  it('is the soak where shards race in one thread, which no flag asks for', () => {
    const scene = { ...setting.scene, exchange: 'racing', shards: 2 } as const;
    expect(swarmCommand({ ...setting, scene })).toBe('npm run soak -- --seed 7');
  });
});
