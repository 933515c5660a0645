// `mergestorm quickstart`, what `npm start` runs: the three strategies on two small workloads, then how
// each of them scales.

import { exitCodeOf } from '../../coordinator/exit.js';
import type { Study } from '../../coordinator/study.js';
import { renderComparison } from '../../results/comparison.js';
import { renderScaling } from '../../results/scaling.js';
import { runStudy } from '../execution.js';
import { studyFromFlags } from '../study-options.js';
import { textOptionsFor } from '../terminal.js';

const SWEEP_AGENTS = '2,4,8,16,32,64';

export async function quickstartCommand(): Promise<void> {
  const { stdout } = process;
  const options = textOptionsFor(stdout);
  stdout.write('Two agents write at once. What is left afterwards?\n\n');
  const comparison = await run(studyFromFlags('quickstart', {}, 'refuse'));
  stdout.write(`${renderComparison(comparison.records, options)}\n`);
  if (comparison.interrupted !== undefined) return;
  stdout.write(
    '\nHow does it scale? Mixed workload, 10 writes per agent, model latency 0 (a real model call adds its own).\n\n',
  );
  const flags = { workload: 'mixed', agents: SWEEP_AGENTS, 'model-latency': '0' };
  const sweep = await run(studyFromFlags('quickstart', flags, 'refuse'));
  stdout.write(`${renderScaling(sweep.records, options)}\n`);
}

async function run(study: Study) {
  const results = await runStudy(study, { volume: 'normal', warnings: [] });
  const code = results.interrupted ?? exitCodeOf(results.records, results.expectations);
  // The first thing that went wrong is what the whole command says.
  process.exitCode ||= code;
  return results;
}
