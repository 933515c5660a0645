// The interpreter's own options for the process of a visit: the parent's, but those that are about the
// parent's script or would have two processes contend for one thing.

/** A debugger's port can be taken by one process alone. */
const OF_ONE_PROCESS = /^--(inspect|debug|watch|test|input-type|interactive|check)\b/;
/** Options whose value is a script to execute in place of ours. */
const SCRIPTS = /^(-e|-p|-pe|--eval|--print)$/;

/** Limits of the heap and of the stack, preloaded modules and the like are handed on. */
export function childExecArgv(execArgv: readonly string[]): readonly string[] {
  return execArgv.filter((option, index) => {
    const isScript = SCRIPTS.test(option) || SCRIPTS.test(execArgv[index - 1] ?? '');
    return !isScript && !OF_ONE_PROCESS.test(option);
  });
}
