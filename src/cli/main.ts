#!/usr/bin/env node
// The binary: reads the arguments, runs one command, sets the exit code. Output may still be on its way to
// a pipe when a command ends, so nothing here ever calls process.exit.

import { EXIT, UserError } from '../model/problem.js';
import { asksForHelp } from './help.js';
import { createParser, readHelp } from './parser.js';
import { reportError } from './report-error.js';

const argv = process.argv.slice(2);
const debug = argv.includes('--debug');
watchOutput();
reportSilentEnd();
void main();

async function main(): Promise<void> {
  try {
    if (asksForHelp(argv)) process.stdout.write(await readHelp(argv));
    else await createParser(argv).parseAsync();
    process.exitCode ??= EXIT.ok;
  } catch (thrown) {
    process.exitCode = reportError(thrown, debug);
  }
}

/** `mergestorm run | head -3`: whoever reads has read enough, and the verdict is still the exit code. */
function watchOutput(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    const parts = { what: 'cannot write', where: 'standard output', remedy: error.message };
    process.exitCode = reportError(new UserError(EXIT.io, parts), debug);
  });
}

/** With a promise of a plug-in that never settles there is nothing left to do, which Node takes for the end. */
function reportSilentEnd(): void {
  process.once('beforeExit', () => {
    if (process.exitCode !== undefined) return;
    const where = 'a promise that never settles';
    const parts = { what: 'ended without a result', where, remedy: 'look for it in the plug-in' };
    process.exitCode = reportError(new UserError(EXIT.plugin, parts), debug);
  });
}
