import { describe, expect, it } from 'vitest';
import { RUN_STUDY_FLAGS, STUDY_COMMAND_FLAGS } from '../../../src/cli/study-options/flag-help.js';

describe('the help of flags', () => {
  it('shows the default of each command', () => {
    expect(RUN_STUDY_FLAGS.agents.describe).toMatch(/\(2\)$/);
    expect(STUDY_COMMAND_FLAGS.agents.describe).toMatch(/\(2,4,8,16,32,64\)$/);
    expect(RUN_STUDY_FLAGS['model-latency'].describe).toMatch(/\(150\)$/);
    expect(STUDY_COMMAND_FLAGS['model-latency'].describe).toMatch(/a real one adds its own \(0\)$/);
    expect(RUN_STUDY_FLAGS.kinds.describe).toMatch(/\(1,1,1\)$/);
    expect(RUN_STUDY_FLAGS.overlap.describe).toMatch(/\(0\.3\)$/);
    expect(STUDY_COMMAND_FLAGS.isolate.describe).toMatch(/\(process\)$/);
  });

  it('shows none where there is none', () => {
    const shown = [RUN_STUDY_FLAGS.log, RUN_STUDY_FLAGS.model, STUDY_COMMAND_FLAGS.expect];
    expect(shown.map(({ describe: text }) => /\(\)|undefined|object/.test(text))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('has every flag of run for study, too', () => {
    expect(Object.keys(STUDY_COMMAND_FLAGS)).toEqual(
      expect.arrayContaining(Object.keys(RUN_STUDY_FLAGS)),
    );
  });
});
