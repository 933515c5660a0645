// The command line, declared from the table of commands.

import yargs from 'yargs';
import type { Argv } from 'yargs';
import { readTool } from '../metrics/tool.js';
import type { ActionSpec, CommandSpec, GroupSpec } from './command-spec.js';
import { pathOf } from './command-spec.js';
import { COMMANDS, FLAGS } from './command-table.js';
import { cleanHelp, declareHelp } from './help.js';
import { badFlag } from './numbers.js';
import { unexpectedWord, usageError } from './usage-error.js';

const SWITCHES = Object.entries(FLAGS).flatMap(([flag, { type }]) =>
  type === 'boolean' ? [flag] : [],
);
const WIDEST = 100;

export function createParser(argv: readonly string[]): Argv {
  const parser = yargs([...argv])
    .scriptName('mergestorm')
    .usage(
      '$0 <command>\n\nMeasures what merge strategies do to concurrent writes of parallel agents.',
    )
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .option('debug', { ...FLAGS['debug'], type: 'boolean', global: true })
    .version('version', 'show the version', readTool().version)
    .wrap(Math.min(WIDEST, process.stdout.columns || WIDEST))
    .strict()
    .demandCommand(1)
    .exitProcess(false)
    .check(({ _: words }) => {
      refuseStray(words);
      refuseValuesOfSwitches(argv);
      return true;
    })
    .fail((message: string, error: Error | undefined) => {
      // Its own errors are about what was typed; all others are ours, on their way through.
      if (error !== undefined && error.name !== 'YError') throw error;
      throw usageError(message, argv, { commands: COMMANDS, flags: Object.keys(FLAGS) });
    });
  return COMMANDS.reduce<Argv>(withCommand, declareHelp(parser));
}

/** The help of the command that is named, or of all. */
export async function readHelp(argv: readonly string[]): Promise<string> {
  const [named] = [argv, argv.slice(1)]
    .map((words) => pathOf(words, COMMANDS))
    .filter(({ length }) => length > 0);
  return cleanHelp(await createParser((named ?? []).map(({ name }) => name)).getHelp());
}

function withCommand(parser: Argv, spec: CommandSpec): Argv {
  return 'commands' in spec ? withGroup(parser, spec) : withAction(parser, spec, []);
}

function withGroup(parser: Argv, spec: GroupSpec): Argv {
  const { name, summary, commands, epilogue } = spec;
  return parser.command(
    name,
    summary,
    (declared) => {
      declared.usage(`$0 ${name} <command>\n\n${sentence(summary)}`).epilogue(epilogue);
      return commands.reduce<Argv>((group, action) => withAction(group, action, [name]), declared);
    },
    async () => {
      process.stdout.write(await readHelp([name]));
    },
  );
}

function withAction(parser: Argv, spec: ActionSpec, groups: readonly string[]): Argv {
  const command = [spec.name, ...spec.words].join(' ');
  return parser.command(
    command,
    spec.summary,
    (declared) => withFlags(declared, [...groups, command].join(' '), spec),
    async (typed) => {
      const run = await spec.load();
      await run(typed);
    },
  );
}

function withFlags(declared: Argv, command: string, { summary, groups, epilogue }: ActionSpec) {
  declared.usage(`$0 ${command} [flags]\n\n${sentence(summary)}`);
  for (const { title, flags } of groups) {
    for (const [flag, { type, describe }] of Object.entries(flags)) {
      const group = title === null ? {} : { group: title };
      declared.option(flag, { type, describe, requiresArg: type === 'string', ...group });
    }
  }
  return epilogue === '' ? declared : declared.epilogue(epilogue);
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** yargs lets words after `--` pass unseen. */
function refuseStray(words: readonly (string | number)[]): void {
  const path = pathOf(words, COMMANDS);
  const [stray] = words.slice(Math.max(1, path.length));
  if (stray !== undefined) throw unexpectedWord(String(stray), path, COMMANDS);
}

/** yargs takes `--json=maybe` for a no. */
function refuseValuesOfSwitches(argv: readonly string[]): void {
  for (const word of argv) {
    const [, flag = '', value = ''] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
    if (SWITCHES.includes(flag)) throw badFlag(flag, value, 'give the flag alone, it has no value');
  }
}
