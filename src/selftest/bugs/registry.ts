// Every planted bug. One file and one entry here add one.

import type { PlantedBug } from '../planted-bug.js';
import { acceptsDamagedBlobs } from './accepts-damaged-blobs.js';
import { answersNothing } from './answers-nothing.js';
import { deniesRequests } from './denies-requests.js';
import { appliesHalfAWrite } from './applies-half-a-write.js';
import { averagesWhatItMerges } from './averages-what-it-merges.js';
import { commitsWhatNobodyIssued } from './commits-what-nobody-issued.js';
import { countsAFateTwice } from './counts-a-fate-twice.js';
import { countsFromZero } from './counts-from-zero.js';
import { cutsOneOff } from './cuts-one-off.js';
import { decidesByArrival } from './decides-by-arrival.js';
import { doublesOnReimport } from './doubles-on-reimport.js';
import { dropsWrites } from './drops-writes.js';
import { escalatesAndApplies } from './escalates-and-applies.js';
import { lastImportWins } from './last-import-wins.js';
import { letsEveryoneHearFirst } from './lets-everyone-hear-first.js';
import { letsNobodyMeet } from './lets-nobody-meet.js';
import { mutatesInput } from './mutates-input.js';
import { neverDamages } from './never-damages.js';
import { neverStrikes } from './never-strikes.js';
import { restartsAsBefore } from './restarts-as-before.js';
import { reusesItsIdentity } from './reuses-its-identity.js';
import { seesWhatNeverFired } from './sees-what-never-fired.js';
import { sendsOnce } from './sends-once.js';
import { speaksForItself } from './speaks-for-itself.js';
import { stampsTheTime } from './stamps-the-time.js';
import { swallowsErrors } from './swallows-errors.js';
import { swapsAuthor } from './swaps-author.js';
import { takesFirstOfBatch } from './takes-first-of-batch.js';
import { tearsIslandsApart } from './tears-islands-apart.js';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  dropsWrites,
  appliesHalfAWrite,
  swapsAuthor,
  decidesByArrival,
  escalatesAndApplies,
  doublesOnReimport,
  lastImportWins,
  averagesWhatItMerges,
  takesFirstOfBatch,
  mutatesInput,
  swallowsErrors,
  acceptsDamagedBlobs,
  stampsTheTime,
  // What only an exchange shows that is partial or lossy, or that somebody does not survive.
  speaksForItself,
  sendsOnce,
  answersNothing,
  deniesRequests,
  tearsIslandsApart,
  reusesItsIdentity,
  countsFromZero,
  // Where agents share a store instead of merging.
  commitsWhatNobodyIssued,
  // Of the harness and the judge themselves.
  restartsAsBefore,
  cutsOneOff,
  neverStrikes,
  neverDamages,
  seesWhatNeverFired,
  countsAFateTwice,
  letsNobodyMeet,
  letsEveryoneHearFirst,
];
