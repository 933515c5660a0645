// The command line, declared from the table of commands.

import yargs from 'yargs';
import type { Argv } from 'yargs';
import { readTool } from '../metrics/tool.js';
import type { CommandSpec } from './command-table.js';
import { COMMANDS, FLAGS } from './command-table.js';
import { cleanHelp, declareHelp } from './help.js';
import { badFlag } from './numbers.js';
import { unexpectedArgument, usageError } from './usage-error.js';

const NAMES = COMMANDS.map(({ name }) => name);
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
  const named = NAMES.filter((command) => argv.slice(0, 2).includes(command)).slice(0, 1);
  return cleanHelp(await createParser(named).getHelp());
}

function withCommand(parser: Argv, spec: CommandSpec): Argv {
  const command = [spec.name, ...spec.words].join(' ');
  return parser.command(
    command,
    spec.summary,
    (declared) => withFlags(declared, command, spec),
    async (typed) => {
      const run = await spec.load();
      await run(typed);
    },
  );
}

function withFlags(declared: Argv, command: string, { summary, groups, epilogue }: CommandSpec) {
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
function refuseStray([command, stray]: readonly (string | number)[]): void {
  if (stray !== undefined) throw unexpectedArgument(String(stray), String(command));
}

/** yargs takes `--json=maybe` for a no. */
function refuseValuesOfSwitches(argv: readonly string[]): void {
  for (const word of argv) {
    const [, flag = '', value = ''] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
    if (SWITCHES.includes(flag)) throw badFlag(flag, value, 'give the flag alone, it has no value');
  }
}
