import type { Transmission } from '../faults/fault-plan.js';

/** What becomes of a blob where nothing strikes it. */
export const CLEAN: Transmission = {
  copies: [{ delay_passes: 0, damage: null, order: 0 }],
  struck: [],
};
