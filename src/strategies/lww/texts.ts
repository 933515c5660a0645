// The strings of a register as blobs spell them. A register is exported many times and changes seldom, so a
// replica keeps them beside it: what arrived as bytes leaves as the same bytes.
//
// Agent id and field are JSON strings without their quotes: JSON escapes the lone surrogates that UTF-8
// cannot carry, and the bytes of any ordinary id are the id itself.

import type { Register } from './register.js';

/** Agent id, field and `[kind,value]`, one after the other, each UTF-8. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly agent_bytes: number;
  readonly field_bytes: number;
}

export function textsOf({ agent_id, field, content }: Register): Texts {
  const [agent, name] = [quoteless(agent_id), quoteless(field)];
  const text = agent + name + JSON.stringify([content.kind, content.value]);
  return {
    bytes: toBytes(text),
    agent_bytes: Buffer.byteLength(agent),
    field_bytes: Buffer.byteLength(name),
  };
}

/** The bytes by which agents are ordered in a tie, and by which they are named in blobs. */
export function encodeName(name: string): Uint8Array {
  return toBytes(quoteless(name));
}

function quoteless(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

/** A small copy lies on the heap by itself, where the buffer from the pool would keep 8 KB of it alive. */
function toBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
