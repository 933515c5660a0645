// Help as people read it: what yargs renders, without the types it puts at the end of every line.

import type { Argv } from 'yargs';

/** yargs prints `[string]`; a mark that stands nowhere else is short, and can be taken out again. */
const TYPE_MARK = '~';

/** True where the command line asks for help, whatever else it says. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  return own[0] === 'help' || own.includes('--help') || own.includes('-h');
}

export function declareHelp<T>(parser: Argv<T>): Argv<T & { help: boolean | undefined }> {
  return parser
    .help(false)
    .updateStrings({ string: TYPE_MARK, boolean: TYPE_MARK })
    .option('help', { alias: 'h', type: 'boolean', describe: 'show this help' });
}

/** The help as yargs renders it, with the marks taken out and a line break at the end. */
export function cleanHelp(help: string): string {
  const alone = new RegExp(`^ *\\[${TYPE_MARK}\\]\n`, 'gm');
  const atEnd = new RegExp(` *\\[${TYPE_MARK}\\]$`, 'gm');
  return `${help.replaceAll(alone, '').replaceAll(atEnd, '').trimEnd()}\n`;
}
