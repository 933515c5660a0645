import { expect, it } from 'vitest';
import { childExecArgv } from '../../../src/coordinator/visits/exec-argv.js';

it('hands on what limits and prepares the interpreter', () => {
  const options = ['--max-old-space-size=4096', '--import', './setup.mjs', '--expose-gc'];
  expect(childExecArgv(options)).toEqual(options);
});

it.each([
  [['--inspect-brk=9229']],
  [['--inspect']],
  [['--watch']],
  [['--eval', 'a script']],
  [['-e', 'a script']],
  [['-pe', 'a script']],
  [['--input-type=module', '-e', 'a script']],
])('keeps %j to the parent', (options) => {
  expect(childExecArgv(['--stack-size=2000', ...options])).toEqual(['--stack-size=2000']);
});
