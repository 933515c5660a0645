// Contributions as the judge keeps them: numbered, with the write they came from.

import { printable, quoted } from '../model/quote.js';
import type { Write } from '../model/write.js';

/** One issued contribution. `text` is as `contributionsOf` spells it. */
export interface Contribution {
  /** Counts from 0 over all contributions issued. */
  readonly id: number;
  readonly text: string;
  readonly write: Write;
  readonly round: number;
}

const SHOWN_CHARACTERS = 60;

/** For people: `notes: "B: added a note." of B (op 2)`, without the field. */
export function describeContribution({ text, write }: Contribution): string {
  const value = write.kind === 'append_text' ? quoted(text, SHOWN_CHARACTERS) : shorten(text);
  return `${value} of ${describeDot(write.agent_id, write.op_id)}`;
}

export function describeDot(agent_id: string, op_id: number | null): string {
  return op_id === null ? printable(agent_id) : `${printable(agent_id)} (op ${op_id})`;
}

/** A canonical JSON text, printable and cut to one line's length. */
export function shorten(json: string): string {
  const cut = json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
  return printable(cut);
}
