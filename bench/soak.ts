// `npm run soak`: clean swarm seeds by the thousand. Nothing is planted, so that whatever is neither a pass nor
// idle by chance is an alarm: a bug of mergestorm or of a strategy. Exits 1 on any, and where time was too short
// for all seeds, for what was not tried is not known to be sound.
//
//   npm run soak                  1,000 seeds
//   npm run soak -- 5000          as many
//   npm run soak -- --seed 17     one, with all that it draws
//   npm run soak -- --minutes 60  no longer than that

import { UserError } from '../dist/model/problem.js';
import { elapsedNs, nowNs } from '../dist/metrics/clock.js';
import { soundNames } from '../dist/selftest/selftest.js';
import { tellAlarm, tellEnd, tellReport, tellSetting } from '../dist/selftest/swarm/narration.js';
import { drawSetting } from '../dist/selftest/swarm/setting.js';
import type { SoakOptions } from '../dist/selftest/swarm/soak-options.js';
import { readSoakOptions } from '../dist/selftest/swarm/soak-options.js';
import { trySwarmSeed } from '../dist/selftest/swarm/swarm-seed.js';
import type { SwarmReport } from '../dist/selftest/swarm/swarm.js';
import { runSwarm } from '../dist/selftest/swarm/swarm.js';
import { CHECKS } from '../dist/verdict/checks/registry.js';

/** How many seeds lie between two lines of progress. */
const STRIDE = 100;

try {
  const options = readSoakOptions(process.argv.slice(2));
  if (options.detail === 'each_seed') await showSeed(options.first_seed);
  else await soak(options);
} catch (thrown) {
  if (!(thrown instanceof UserError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = thrown.exit_code;
}

async function showSeed(seed: number): Promise<void> {
  const setting = drawSetting(seed, await soundNames());
  console.log(tellSetting(setting));
  const end = await trySwarmSeed(setting, CHECKS);
  console.log(tellEnd(end));
  if (end.type === 'alarm') process.exitCode = 1;
}

async function soak({ first_seed, seed_count, time_limit_min }: SoakOptions): Promise<void> {
  const started_ns = nowNs();
  const limit_ns = time_limit_min * 60e9;
  let told = 0;
  const report = await runSwarm({
    seeds: Array.from({ length: seed_count }, (_, index) => first_seed + index),
    strategies: await soundNames(),
    checks: CHECKS,
    onSeed: (_, sofar) => {
      told = tellNews(sofar, told);
      return elapsedNs(started_ns, nowNs()) < limit_ns ? 'go_on' : 'stop';
    },
  });
  tellNews(report, told);
  console.log(`${tellReport(report)} in ${Math.round(elapsedNs(started_ns, nowNs()) / 1e9)} s`);
  const untried = seed_count - report.seeds;
  if (untried > 0) console.log(`${untried} seeds not tried: give more time with --minutes`);
  if (report.alarms.length + untried > 0) process.exitCode = 1;
}

/** Alarms as they come, and how far it is from time to time; how many alarms were told by now. */
function tellNews(sofar: SwarmReport, told: number): number {
  for (const alarm of sofar.alarms.slice(told)) console.log(tellAlarm(alarm));
  if (sofar.seeds > 0 && sofar.seeds % STRIDE === 0) console.log(tellReport(sofar));
  return sofar.alarms.length;
}
