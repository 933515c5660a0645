// Bugs for laws to find, each a change of a sound strategy that is as small as its bug.

import type { StateBlob } from '../../../src/model/blob.js';
import type { FieldReading, Reading } from '../../../src/model/reading.js';
import type { Replica } from '../../../src/strategies/strategy.js';
import type { Change } from './wrapped.js';

/** What came last wins over everything received before: ties are broken by the order of arrival. */
export const prefersLatestArrival: Change = (sound, another) => {
  let latest: Replica | null = null;
  return {
    import: async (blobs) => {
      await sound.import(blobs);
      latest?.dispose();
      latest = another();
      await latest.import(blobs.slice(-1));
    },
    read: () => overlaid(sound.read(), latest?.read()),
    dispose: () => {
      latest?.dispose();
      sound.dispose();
    },
  };
};

/** What arrives is put aside until something else arrives. */
export const keepsImportsAside: Change = (sound) => {
  let aside: readonly StateBlob[] = [];
  return {
    import: async (blobs) => {
      const waiting = aside.map((blob) => blob.slice());
      aside = blobs.map((blob) => blob.slice());
      if (waiting.length > 0) await sound.import(waiting);
    },
  };
};

/** Whatever a receiver holds, there is something for it. */
export const neverFallsSilent: Change = (sound) => ({
  exportSince: () => sound.export('full'),
});

/** Of what arrives at once, only the first is taken. */
export const importsFirstOfBatch: Change = (sound) => ({
  import: (blobs) => sound.import(blobs.slice(0, 1)),
});

/** Forwards nothing that it received. */
export const exportsOnlyItsOwn: Change = (sound, another) => {
  const own = another();
  return {
    apply: (write) => {
      sound.apply(write);
      own.apply(write);
    },
    export: (scope) => own.export(scope),
    exportSince: () => own.export('full'),
    dispose: () => {
      own.dispose();
      sound.dispose();
    },
  };
};

/** Makes of a blob that it cannot read what it can. */
export const toleratesDamage: Change = (sound, _, { agent_id }) => ({
  import: async (blobs) => {
    try {
      await sound.import(blobs);
    } catch {
      const left = { field: 'left behind', kind: 'scalar', value: blobs.length } as const;
      sound.apply({ agent_id, op_id: 1_000_000, ...left });
    }
  },
});

/** Something that is read off the machine is part of the state: here a clock that never stands still. */
export function holdsTheTime(): Change {
  let now = 0;
  return (sound) => ({
    read: () => {
      now += 1;
      return withField(sound.read(), { field: 'read at', kind: 'scalar', value: now, authors: [] });
    },
  });
}

/** Every element of a set is said to be by someone who never wrote. */
export const namesStrangers: Change = (sound) => ({
  read: () => {
    const reading = sound.read();
    return { ...reading, fields: reading.fields.map(byAStranger) };
  },
});

/** Every second contender of a conflict is said to be of the first one's author. */
export const swapsContenders: Change = (sound) => ({
  read: () => {
    const reading = sound.read();
    const escalations = reading.escalations.map((one) => {
      const [first] = one.contenders;
      const contenders = one.contenders.map((contender, index) =>
        index === 1 && first
          ? { ...contender, agent_id: first.agent_id, op_id: first.op_id }
          : contender,
      );
      return { ...one, contenders };
    });
    return { ...reading, escalations };
  },
});

/** Elements of sets lose their authors. */
export const forgetsAuthors: Change = (sound) => ({
  read: () => {
    const reading = sound.read();
    return { ...reading, fields: reading.fields.map(byNobody) };
  },
});

function byAStranger(field: FieldReading): FieldReading {
  if (field.kind !== 'grow_set') return field;
  return { ...field, authors: field.authors.map((own) => own.map(() => ['stranger', 0] as const)) };
}

function byNobody(field: FieldReading): FieldReading {
  return field.kind === 'grow_set' ? { ...field, authors: field.authors.map(() => []) } : field;
}

function overlaid(under: Reading, over: Reading | undefined): Reading {
  const fields = [...under.fields, ...(over?.fields ?? [])];
  return { ...under, fields: [...new Map(fields.map((field) => [field.field, field])).values()] };
}

function withField(reading: Reading, field: FieldReading): Reading {
  return { ...reading, fields: [...reading.fields, field] };
}
