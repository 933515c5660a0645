// What yargs has to say about a command line, in our one-line form with the nearest known word.

import { EXIT, UserError } from '../model/problem.js';
import { nearestName } from '../model/nearest.js';
import type { CommandSpec } from './command-spec.js';
import { commandsOf, pathOf } from './command-spec.js';

export interface Vocabulary {
  readonly commands: readonly CommandSpec[];
  readonly flags: readonly string[];
}

/** The error behind a message of yargs about this command line. */
export function usageError(
  message: string,
  argv: readonly string[],
  { commands, flags }: Vocabulary,
): UserError {
  const path = pathOf(argv, commands);
  const command = path.length === 0 ? undefined : path.map(({ name }) => name).join(' ');
  const help = seeHelp(command);
  const [, empty] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (empty !== undefined) {
    const remedy = `give one, as --${empty}=VALUE where it begins with a dash`;
    return usage('no value', `--${empty}`, remedy);
  }
  if (message.startsWith('Not enough non-option arguments')) return tooFewWords(path, commands);
  const [, unknown] = /^Unknown (?:argument|command)s?: (.+)$/s.exec(message) ?? [];
  if (unknown === undefined) return usage('bad usage', message.replace(/\s+/g, ' '), help);
  const word = unknown.split(', ')[0] ?? unknown;
  const flag = flagAsTyped(word, argv);
  if (flag !== undefined) return unknownFlag(flag, flags, command);
  return unexpectedWord(word, path, commands);
}

/** A word that belongs to no flag: no command, or one too many. */
export function unexpectedWord(
  word: string,
  path: readonly CommandSpec[],
  commands: readonly CommandSpec[],
): UserError {
  const choices = choicesAt(path, commands);
  if (choices.length > 0) return unknownCommand(word, choices);
  return unexpectedArgument(word, path);
}

/** The names of the commands that may stand next. */
function choicesAt(
  path: readonly CommandSpec[],
  commands: readonly CommandSpec[],
): readonly string[] {
  const last = path.at(-1);
  return (last === undefined ? commands : commandsOf(last)).map(({ name }) => name);
}

function tooFewWords(path: readonly CommandSpec[], commands: readonly CommandSpec[]): UserError {
  const last = path.at(-1);
  if (last === undefined || 'commands' in last) {
    const remedy = `choose from ${choicesAt(path, commands).join(', ')}, or ${seeHelp(last?.name)}`;
    return usage('no command given', 'mergestorm', remedy);
  }
  const command = path.map(({ name }) => name).join(' ');
  return usage('not enough words', `mergestorm ${command}`, `give ${last.words.join(' ')}`);
}

/** Beside flags a command takes the words that it names, which a pattern of the shell may have multiplied. */
function unexpectedArgument(word: string, path: readonly CommandSpec[]): UserError {
  const command = path.at(-1);
  const words = command && 'words' in command ? command.words : [];
  const advice = words.some((name) => name.startsWith('<'))
    ? `give ${words.join(' ')} and no more`
    : 'separate the entries of a list by commas alone';
  const remedy = `${advice}, and ${seeHelp(path.map(({ name }) => name).join(' '))}`;
  return usage('unexpected argument', JSON.stringify(word), remedy);
}

function unknownFlag(flag: string, flags: readonly string[], command: string | undefined) {
  const name = flag.replace(/^-+/, '');
  if (flag.startsWith('--') && flags.includes(name)) {
    return usage('flag of another command', flag, seeHelp(command));
  }
  const nearest = nearestName(name, flags);
  const hint = nearest === undefined ? '' : `did you mean --${nearest}? `;
  return usage('unknown flag', JSON.stringify(flag), `${hint}${seeHelp(command)}`);
}

function unknownCommand(word: string, commands: readonly string[]): UserError {
  const nearest = nearestName(word, commands);
  const hint = nearest === undefined ? '' : `did you mean ${nearest}? `;
  return usage(
    'unknown command',
    JSON.stringify(word),
    `${hint}choose from ${commands.join(', ')}`,
  );
}

/** The flag that yargs calls by this name, with its dashes; `-abc` it takes for the flags a, b and c. */
function flagAsTyped(name: string, argv: readonly string[]): string | undefined {
  const typed = argv
    .filter((word) => word.startsWith('-'))
    .map((word) => word.replace(/=.*$/s, ''));
  return (
    typed.find((word) => word.replace(/^-+/, '') === name) ??
    typed.find((word) => /^-[^-]/.test(word) && name.length === 1 && word.includes(name))
  );
}

function seeHelp(command: string | undefined): string {
  return `see mergestorm ${command === undefined ? '' : `${command} `}--help`;
}

function usage(what: string, where: string, remedy: string): UserError {
  return new UserError(EXIT.usage, { what, where, remedy });
}
