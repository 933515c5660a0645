// Options chosen from several sources, and how one that does not go with the others is refused: where it was
// given, under the name that it has there.

import type { CompleteOptions } from './defaults.js';
import type { Fault } from './fault.js';
import type { OptionName } from './schema.js';
import type { CheckedSource } from './source.js';

export interface Choice {
  /** The first wins. */
  readonly sources: readonly CheckedSource[];
  readonly options: CompleteOptions;
}

/** What an option is called where the one that is refused was given. */
export type NameOf = (option: OptionName) => string;

export interface Refusal {
  readonly path: Fault['path'];
  readonly remedy: (name: NameOf) => string;
}

/** Whether any source has it; else it is a default, or that of a study which goes on. */
export function isGiven({ sources }: Choice, option: OptionName): boolean {
  return placeOf(sources, option) < sources.length;
}

/** Whether the one option comes from a source that wins over that of the other. */
export function overrides({ sources }: Choice, option: OptionName, other: OptionName): boolean {
  return placeOf(sources, option) < placeOf(sources, other);
}

/** An option that was given is refused where it stands. */
export function refuse({ sources }: Choice, option: OptionName, { path, remedy }: Refusal): never {
  const source = sources[placeOf(sources, option)]?.source;
  if (!source) throw new Error(`the default of ${option} cannot be used`);
  const part = option === 'expect' ? 'key' : 'value';
  throw source.problem({ path, part, remedy: remedy((name) => source.nameOf(name)) });
}

/** What the source that wins says of an option; undefined where none says anything. */
export function givenOf<K extends OptionName>({ sources }: Choice, option: K) {
  return sources[placeOf(sources, option)]?.options[option];
}

/** Defaults stand behind all sources. */
function placeOf(sources: readonly CheckedSource[], option: OptionName): number {
  const place = sources.findIndex(({ options }) => options[option] !== undefined);
  return place === -1 ? sources.length : place;
}
