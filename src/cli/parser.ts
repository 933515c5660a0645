// The command line, declared: one small file per command, loaded when it is chosen.

import yargs from 'yargs';
import type { Argv } from 'yargs';
import { readTool } from '../metrics/tool.js';
import { cleanHelp, declareHelp } from './help.js';
import { badFlag } from './numbers.js';
import { OUTPUT_FLAGS } from './output-options.js';
import { STUDY_FLAGS } from './study-options.js';
import { unexpectedArgument, usageError } from './usage-error.js';

const COMMANDS = ['run', 'list', 'selftest', 'quickstart'] as const;
const FLAGS = [...Object.keys(STUDY_FLAGS), ...Object.keys(OUTPUT_FLAGS), 'seeds', 'debug', 'help'];
const SWITCHES = [
  ...Object.entries(OUTPUT_FLAGS).flatMap(([flag, { type }]) => (type === 'boolean' ? [flag] : [])),
  'debug',
];
const WIDEST = 100;
const RUN_EPILOGUE = `Examples:
  $0 run --agents 2,16,64 --workload mixed  # how they scale
  $0 run --workload log --log team.jsonl    # a real history

Exit code: 0 all as expected, 1 a check failed, 2 undecided, 3 threshold crossed, 64 usage, 66 input not found, 69 plug-in, 73 or 74 output, 75 memory, 130 or 143 interrupted.`;

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
    .option('debug', { type: 'boolean', describe: 'print a stack with an error', global: true })
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
      throw usageError(message, argv, { commands: COMMANDS, flags: FLAGS });
    });
  return withCommands(declareHelp(parser));
}

/** The help of the command that is named, or of all. */
export async function readHelp(argv: readonly string[]): Promise<string> {
  const named = COMMANDS.filter((command) => argv.slice(0, 2).includes(command)).slice(0, 1);
  return cleanHelp(await createParser(named).getHelp());
}

function withCommands(parser: Argv): Argv {
  return parser
    .command(
      'run',
      'each strategy on each workload, judged: the comparison table',
      withRunFlags,
      async (typed) => {
        const { runCommand } = await import('./commands/run.js');
        await runCommand(typed);
      },
    )
    .command('list', 'strategies, workloads, topologies and faults', withJson, async (typed) => {
      const { listCommand } = await import('./commands/list.js');
      await listCommand(typed);
    })
    .command(
      'selftest',
      'planted bugs that every check must catch',
      withSelftestFlags,
      async (typed) => {
        const { selftestCommand } = await import('./commands/selftest.js');
        await selftestCommand(typed);
      },
    )
    .command('quickstart', 'the comparison table and a short scaling sweep', noFlags, async () => {
      const { quickstartCommand } = await import('./commands/quickstart.js');
      await quickstartCommand();
    });
}

function withRunFlags(command: Argv): Argv {
  command.usage('$0 run [flags]\n\nRuns each strategy on each workload and judges what is left.');
  for (const [flag, [describe, shown]] of Object.entries(STUDY_FLAGS)) {
    command.option(flag, {
      type: 'string',
      requiresArg: true,
      describe: shown === '' ? describe : `${describe} (${shown})`,
      group: 'Study (defaults in brackets):',
    });
  }
  for (const [flag, { type, describe }] of Object.entries(OUTPUT_FLAGS)) {
    command.option(flag, { type, describe, requiresArg: type === 'string', group: 'Output:' });
  }
  return command.epilogue(RUN_EPILOGUE);
}

function withJson(command: Argv): Argv {
  return command.option('json', { type: 'boolean', describe: 'machine-readable, on stdout' });
}

function withSelftestFlags(command: Argv): Argv {
  return withJson(command).option('seeds', {
    type: 'string',
    requiresArg: true,
    describe: 'clean seeds on which nothing may alarm (200)',
  });
}

function noFlags(command: Argv): Argv {
  return command;
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
