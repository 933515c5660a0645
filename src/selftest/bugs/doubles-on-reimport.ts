import type { FieldReading } from '../../model/reading.js';
import type { StrategyBug } from '../planted-bug.js';
import { changed } from '../planted-bug.js';

/** Appends the fragments of a blob again for each time it is imported again. */
export const doublesOnReimport: StrategyBug = {
  name: 'doubles on re-import',
  where: 'strategy',
  planted_in: 'crdt',
  property: { type: 'law', name: 'import is idempotent' },
  plant: (create, context) => {
    const sound = create(context);
    const known = new Set<string>();
    let copies = 1;
    return changed(sound, {
      import: async (blobs) => {
        await sound.import(blobs);
        for (const blob of blobs) {
          const bytes = Buffer.from(blob).toString('base64');
          if (known.has(bytes)) copies += 1;
          known.add(bytes);
        }
      },
      read: () => {
        const reading = sound.read();
        return { ...reading, fields: reading.fields.map((field) => repeated(field, copies)) };
      },
    });
  },
};

function repeated(field: FieldReading, copies: number): FieldReading {
  if (field.kind !== 'append_text') return field;
  const spans = Array.from({ length: copies }, () => field.spans).flat();
  return { ...field, text: field.text.repeat(copies), spans };
}
