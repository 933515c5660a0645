// The command line, declared: one small file per command, loaded when it is chosen.

import yargs from 'yargs';
import type { Argv } from 'yargs';
import { EXIT, UserError } from '../model/problem.js';
import { readTool } from '../metrics/tool.js';
import { nearestName } from './nearest.js';
import { OUTPUT_FLAGS } from './output-options.js';
import { STUDY_FLAGS } from './study-options.js';

const COMMANDS = ['run', 'list', 'selftest', 'quickstart'] as const;

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
    })
    .version(readTool().version)
    .wrap(Math.min(100, process.stdout.columns || 100))
    .strict()
    .demandCommand(1, 1, 'no command given', 'more than one command given')
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      throw error ?? usageError(message);
    });
  return parser;
}

function withRunFlags(command: Argv): Argv {
  for (const [flag, [describe, shown]] of Object.entries(STUDY_FLAGS)) {
    command.option(flag, {
      type: 'string',
      requiresArg: true,
      describe,
      defaultDescription: shown || 'none',
      group: 'Study:',
    });
  }
  for (const [flag, { type, describe }] of Object.entries(OUTPUT_FLAGS)) {
    command.option(flag, { type, describe, requiresArg: type === 'string', group: 'Output:' });
  }
  return command
    .example('$0 run --agents 2,16,64 --workload mixed', 'how the three strategies scale')
    .example('$0 run --workload log --log history.jsonl.gz', 'what they make of a real history');
}

function withJson(command: Argv): Argv {
  return command.option('json', { type: 'boolean', describe: 'machine-readable, on stdout' });
}

function withSelftestFlags(command: Argv): Argv {
  return withJson(command).option('seeds', {
    type: 'string',
    requiresArg: true,
    describe: 'clean seeds on which nothing may alarm',
    defaultDescription: '200',
  });
}

function noFlags(command: Argv): Argv {
  return command;
}

/** What yargs noticed, in our one-line form with the nearest known word. */
function usageError(message: string): UserError {
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1];
  if (unknown === undefined) {
    return new UserError(EXIT.usage, {
      what: 'bad usage',
      where: message.replace(/\s+/g, ' '),
      remedy: 'see mergestorm --help',
    });
  }
  const first = unknown.split(', ')[0] ?? unknown;
  const known = [...COMMANDS, ...Object.keys(STUDY_FLAGS), ...Object.keys(OUTPUT_FLAGS)];
  const nearest = nearestName(first, known);
  const isFlag = nearest !== undefined && !COMMANDS.some((command) => command === nearest);
  const hint = nearest === undefined ? '' : `did you mean ${isFlag ? '--' : ''}${nearest}? `;
  return new UserError(EXIT.usage, {
    what: 'unknown argument',
    where: JSON.stringify(unknown),
    remedy: `${hint}see mergestorm --help`,
  });
}
