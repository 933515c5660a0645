#!/usr/bin/env node
// The binary: reads the arguments, runs one command, sets the exit code. Output may still be on its way to
// a pipe when a command ends, so nothing here ever calls process.exit.

import { EXIT } from '../model/problem.js';
import { createParser } from './parser.js';
import { reportError } from './report-error.js';

ignoreClosedPipes();
const argv = process.argv.slice(2);
try {
  process.exitCode = EXIT.ok;
  await createParser(argv).parseAsync();
} catch (thrown) {
  process.exitCode = reportError(thrown, argv.includes('--debug'));
}

/** `mergestorm run | head -3`: whoever reads has read enough. The verdict is still the exit code. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = EXIT.io;
    });
  }
}
