// The baseline: what one writes first. One Loro document per replica with a text, a list and a map side by
// side; every replica imports every other one's blob by itself, exported anew inside the merge loop; one
// thread. All replicas would take minutes, so a stated number of them is measured.

import { LoroDoc } from 'loro-crdt';
import type { Script } from '../dist/model/script.js';
import type { Write } from '../dist/model/write.js';

/** Nanoseconds to bring each of the first `sample` replicas to the union of all writes. */
export function mergeNaively(script: Script, sample: number): readonly number[] {
  const senders = script.agents.map((_, index) => writeAll(script, index));
  return Array.from({ length: sample }, (_, index) => {
    const started_ns = process.hrtime.bigint();
    mergeOne(writeAll(script, index), index, senders);
    return Number(process.hrtime.bigint() - started_ns);
  });
}

/** The replica that merges is a copy, so that those after it import what was written, not what was merged. */
function mergeOne(replica: LoroDoc, index: number, senders: readonly LoroDoc[]): void {
  for (const [sender, document] of senders.entries()) {
    if (sender !== index) replica.import(document.export({ mode: 'update' }));
  }
  JSON.stringify(replica.toJSON());
}

function writeAll(script: Script, agent: number): LoroDoc {
  const document = new LoroDoc();
  document.setPeerId(BigInt(agent + 1));
  for (const round of script.rounds) for (const write of round[agent] ?? []) apply(document, write);
  document.commit();
  return document;
}

function apply(document: LoroDoc, write: Write): void {
  switch (write.kind) {
    case 'scalar':
      document.getMap('scalars').set(write.field, JSON.stringify(write.value));
      break;
    case 'grow_set':
      for (const element of write.value) document.getList(`set ${write.field}`).push(element);
      break;
    case 'append_text': {
      const text = document.getText(`text ${write.field}`);
      text.insert(text.length, write.value);
      break;
    }
  }
}
