// What a command is to parser, help and hints: its name, what it takes, and where the file that does it is loaded
// from. A group is a command of commands.

import type { FlagSpec } from './study-options/flag-help.js';

export type Typed = Readonly<Record<string, unknown>>;

export interface FlagGroup {
  /** Null for flags that need no heading of their own. */
  readonly title: string | null;
  readonly flags: Readonly<Record<string, FlagSpec>>;
}

export interface ActionSpec {
  readonly name: string;
  /** The words it takes: `<dir>` must be given, `[file]` may be. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly groups: readonly FlagGroup[];
  readonly epilogue: string;
  readonly load: () => Promise<(typed: Typed) => Promise<void>>;
}

/** Typed alone it shows its help. */
export interface GroupSpec {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly ActionSpec[];
  readonly epilogue: string;
}

export type CommandSpec = ActionSpec | GroupSpec;

/** The commands that one holds; none where it acts itself. */
export function commandsOf(spec: CommandSpec): readonly ActionSpec[] {
  return 'commands' in spec ? spec.commands : [];
}

/** Itself, or those that it holds. */
export function actionsOf(spec: CommandSpec): readonly ActionSpec[] {
  return 'commands' in spec ? spec.commands : [spec];
}

/** The command that the first words name: one name, or two where the first is a group's; none where it is unknown. */
export function pathOf(
  words: readonly (string | number)[],
  commands: readonly CommandSpec[],
): readonly CommandSpec[] {
  const [first, second] = words;
  const spec = commands.find(({ name }) => name === first);
  if (spec === undefined) return [];
  return [spec, ...commandsOf(spec).filter(({ name }) => name === second)];
}
