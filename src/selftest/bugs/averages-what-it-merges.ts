import type { StateBlob } from '../../model/blob.js';
import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { FieldReading, Reading } from '../../model/reading.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** By field, the number that its value stands for. */
type Opinions = ReadonlyMap<string, number>;

/**
 * A scalar is the mean of what the blobs that were imported say of it, each once. That is commutative and
 * idempotent, and a blob that already holds the mean of two counts as much as a blob of one.
 */
export const averagesWhatItMerges: StrategyBug = {
  name: 'averages what it merges',
  where: 'strategy',
  planted_in: 'lww',
  property: { type: 'law', name: 'import is associative' },
  // A delta and a checkpoint are blobs too, and each counts as much as a whole state.
  consequences: ['a delta lacks nothing', 'a restart tears nothing apart'],
  plant: (create, context) => {
    const sound = create(context);
    const opinions = new Map<string, Opinions>();
    const opinionsOf = (blob: StateBlob): Opinions => {
      const scout = create(context);
      void scout.import([blob]);
      return numbersIn(scout.read());
    };
    const read = (): Reading => {
      const reading = sound.read();
      return { ...reading, fields: reading.fields.map((field) => averaged(field, opinions)) };
    };
    return changed(sound, {
      import: (blobs) => {
        const heard = blobs.map((blob) => [textOf(blob), opinionsOf(blob)] as const);
        for (const [text, opinion] of heard) opinions.set(text, opinion);
        return sound.import(blobs);
      },
      read,
      export: () => {
        const scribe = create(context);
        void scribe.import([sound.export('full')]);
        for (const [op_id, { field, kind, value }] of scalarsOf(read()).entries()) {
          scribe.apply({ agent_id: context.agent_id, op_id, field, kind, value });
        }
        return scribe.export('full');
      },
    });
  },
};

function averaged(field: FieldReading, opinions: ReadonlyMap<string, Opinions>): FieldReading {
  if (field.kind !== 'scalar') return field;
  const said = [...opinions.values()].flatMap((opinion) => opinion.get(field.field) ?? []);
  return { ...field, value: said.reduce((sum, one) => sum + one, 0) / Math.max(said.length, 1) };
}

function numbersIn(reading: Reading): Opinions {
  return new Map(scalarsOf(reading).map(({ field, value }) => [field, numberOf(value)]));
}

function scalarsOf({ fields }: Reading) {
  return fields.flatMap((field) => (field.kind === 'scalar' ? [field] : []));
}

/** A mean is a number already; any text stands for one. */
function numberOf(value: Json): number {
  if (typeof value === 'number') return value;
  return [...Buffer.from(canonicalJson(value))].reduce((sum, byte) => sum + byte, 0);
}

function textOf(blob: StateBlob): string {
  return Buffer.from(blob).toString('base64');
}
