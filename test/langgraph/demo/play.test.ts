import { describe, expect, it, vi } from 'vitest';
import type { Strategy, Replica } from '../../../src/strategies/strategy.js';
import { crdt } from '../../../src/strategies/crdt.js';
import { lww } from '../../../src/strategies/lww.js';
import { transactional } from '../../../src/strategies/transactional.js';
import type { Reading } from '../../../src/model/reading.js';
import { playScene } from '../../../src/langgraph/demo/play.js';
import type { Sides } from '../../../src/langgraph/demo/play.js';
import { SCENES } from '../../../src/langgraph/demo/scenes.js';
import { findWorkload } from '../../../src/workloads/registry.js';
import type { WorkloadOptions } from '../../../src/workloads/workload.js';

const TWO_AGENTS = { agents: 2, rounds: 1 } as WorkloadOptions;

/** The claims that do not hold, scene by scene. */
async function falseClaims(sides: Partial<Sides>): Promise<readonly (readonly string[])[]> {
  const scenes = await Promise.all(
    SCENES.map((scene) => playScene(scene, { lww, crdt, ...sides })),
  );
  return scenes.map(({ claims }) => claims.flatMap(({ claim, holds }) => (holds ? [] : [claim])));
}

/** The crdt with one planted bug. */
function broken(change: (replica: Replica) => Partial<Replica>): Strategy {
  const plant = (replica: Replica): Replica => {
    const whole: Replica = {
      apply: (write) => {
        replica.apply(write);
      },
      export: (scope) => replica.export(scope),
      import: (blobs) => replica.import(blobs),
      read: () => replica.read(),
      dispose: () => {
        replica.dispose();
      },
    };
    return Object.assign(whole, change(replica));
  };
  return { ...crdt, createReplica: (context) => plant(crdt.createReplica(context)) };
}

const readingAs = (change: (reading: Reading) => Reading): Strategy =>
  broken((replica) => ({ read: () => change(replica.read()) }));

describe('the scenes', () => {
  it.each(SCENES)('$name is what the workload of that name lays', async (scene) => {
    const script = await findWorkload(scene.name)?.lay(TWO_AGENTS);
    expect(script?.rounds).toEqual([scene.writes_by_agent]);
  });
});

describe('the demonstration', () => {
  it('holds with the strategies it is made for', async () => {
    expect(await falseClaims({})).toEqual([[], []]);
  });

  it('counts as the comparison table does', async () => {
    const scenes = await Promise.all(SCENES.map((scene) => playScene(scene, { lww, crdt })));
    expect(scenes.map(({ contributions, sides }) => [contributions, sides.lww.lost])).toEqual([
      [7, 3],
      [2, 0],
    ]);
    expect(scenes.map(({ sides }) => [sides.crdt.lost, sides.crdt.escalations])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('names both contenders with their agents', async () => {
    const [, conflict] = await Promise.all(SCENES.map((scene) => playScene(scene, { lww, crdt })));
    const contenders = [...(conflict?.sides.crdt.fields[0]?.contenders ?? [])];
    expect(contenders.sort((a, b) => a.agent_id.localeCompare(b.agent_id))).toEqual([
      { agent_id: 'A', value: 'draft' },
      { agent_id: 'B', value: 'published' },
    ]);
  });
});

const KEEPS = 'crdt keeps every contribution';
const NAMES = 'crdt names the author of each';
const ESCALATES_NOTHING = 'crdt escalates nothing';
const ESCALATES = 'crdt escalates, each value under its author';

describe('a claim is false', () => {
  it('where the left side drops nothing', async () => {
    expect(await falseClaims({ lww: crdt })).toEqual([
      ['lww drops contributions and says nothing'],
      ['lww decides the conflict and says nothing'],
    ]);
  });

  it('where the right side drops', async () => {
    expect(await falseClaims({ crdt: lww })).toEqual([[KEEPS, NAMES], [ESCALATES]]);
  });

  it('where the right side decides the conflict', async () => {
    expect(await falseClaims({ crdt: transactional })).toEqual([[], [ESCALATES]]);
  });

  it('where replicas do not meet', async () => {
    const deaf = broken(() => ({ import: () => undefined }));
    expect(await falseClaims({ crdt: deaf })).toEqual([[KEEPS, NAMES], [ESCALATES]]);
  });

  it('where what is fine is escalated as well', async () => {
    const nervous = readingAs((reading) => ({
      ...reading,
      escalations: [...reading.escalations, { status: 'open', field: 'elsewhere', contenders: [] }],
    }));
    expect(await falseClaims({ crdt: nervous })).toEqual([[ESCALATES_NOTHING], [ESCALATES]]);
  });

  it('where nobody is named', async () => {
    const unsigned = readingAs((reading) => ({
      ...reading,
      fields: reading.fields.map((field) =>
        field.kind === 'grow_set' ? { ...field, authors: [] } : field,
      ),
    }));
    expect(await falseClaims({ crdt: unsigned })).toEqual([[NAMES], []]);
  });

  it('where contenders stand under a wrong author', async () => {
    const slanderous = readingAs((reading) => ({
      ...reading,
      escalations: reading.escalations.map((escalation) => ({
        ...escalation,
        contenders: escalation.contenders.map((contender) => ({ ...contender, agent_id: 'A' })),
      })),
    }));
    expect(await falseClaims({ crdt: slanderous })).toEqual([[], [ESCALATES]]);
  });
});

describe('replicas', () => {
  it('are disposed of, even where one of them fails', async () => {
    const dispose = vi.fn();
    const failing = broken((replica) => ({
      import: () => {
        throw new Error('planted');
      },
      dispose: () => {
        replica.dispose();
        dispose();
      },
    }));
    await expect(falseClaims({ crdt: failing })).rejects.toThrow('planted');
    await vi.waitFor(() => {
      expect(dispose).toHaveBeenCalledTimes(4);
    });
  });
});
