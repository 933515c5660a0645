// Tables in memory. What is open has an index of its own per session, so that nothing costs more for what is
// finished: completed rows and idle sessions are never walked through. What comes in is copied once and frozen, so
// that rows may be handed out as they are: a caller cannot change them, as it cannot change those of a file.

import { deepFreeze } from '../../model/freeze.js';
import type { CommitRow, InputChange, InputRow, LeaseRow, Tables, WorkRow } from '../tables.js';
import type {
  InputDraft,
  InputState,
  Owner,
  SessionState,
  TurnInput,
  Work,
  WorkDraft,
} from '../terms.js';

interface SessionRows {
  lease: LeaseRow | null;
  state: SessionState | null;
  /** By id, all of them. */
  readonly work: Map<number, WorkRow>;
  /** Not completed, in order: a map keeps the order in which its keys came. */
  readonly open_work: Map<number, WorkRow>;
  readonly inputs: Map<number, InputRow>;
  readonly open_inputs: Map<number, InputRow>;
  readonly input_of_key: Map<string, number>;
  readonly commits: Map<string, CommitRow>;
}

export class MemoryTables implements Tables {
  readonly #sessions = new Map<string, SessionRows>();
  #last_work_id = 0;
  #last_input_id = 0;

  lease(session_id: string): LeaseRow | null {
    return this.#sessions.get(session_id)?.lease ?? null;
  }

  putLease(session_id: string, row: LeaseRow): void {
    const rows = this.#rowsOf(session_id);
    const owner = row.owner === rows.lease?.owner ? row.owner : ownCopyOf(row.owner);
    rows.lease = { ...row, owner };
  }

  addWork(session_id: string, draft: WorkDraft): Work {
    this.#last_work_id += 1;
    const work_id = this.#last_work_id;
    const work: Work = deepFreeze({ ...structuredClone(draft), session_id, work_id });
    this.#putWork({ work, claimed_fence: null, completed: false });
    return work;
  }

  work(session_id: string, work_id: number): WorkRow | null {
    return this.#sessions.get(session_id)?.work.get(work_id) ?? null;
  }

  unclaimedWork(session_id: string, fence: number, limit: number): readonly WorkRow[] {
    const rows: WorkRow[] = [];
    for (const row of this.#sessions.get(session_id)?.open_work.values() ?? []) {
      if (rows.length === limit) break;
      if (row.claimed_fence !== fence) rows.push(row);
    }
    return rows;
  }

  openWork(session_id: string): readonly WorkRow[] {
    return [...(this.#sessions.get(session_id)?.open_work.values() ?? [])];
  }

  claimWork(session_id: string, work_id: number, fence: number): void {
    this.#putWork({ ...this.#requireWork(session_id, work_id), claimed_fence: fence });
  }

  completeWork(session_id: string, work_id: number): void {
    this.#putWork({ ...this.#requireWork(session_id, work_id), completed: true });
  }

  addInput(session_id: string, draft: InputDraft, state: InputState, content: string): TurnInput {
    this.#last_input_id += 1;
    const input_id = this.#last_input_id;
    const own = deepFreeze(structuredClone(draft));
    const input: TurnInput = Object.freeze({ ...own, session_id, input_id, state });
    this.#putInput({ input, claimed_fence: null, content });
    const { source_key } = draft;
    if (source_key !== null) this.#rowsOf(session_id).input_of_key.set(source_key, input_id);
    return input;
  }

  input(session_id: string, input_id: number): InputRow | null {
    return this.#sessions.get(session_id)?.inputs.get(input_id) ?? null;
  }

  inputOfKey(session_id: string, source_key: string): InputRow | null {
    const input_id = this.#sessions.get(session_id)?.input_of_key.get(source_key);
    return input_id === undefined ? null : this.input(session_id, input_id);
  }

  openInputs(session_id: string): readonly InputRow[] {
    return [...(this.#sessions.get(session_id)?.open_inputs.values() ?? [])];
  }

  putInput(session_id: string, input_id: number, { state, claimed_fence }: InputChange): void {
    const row = this.#requireInput(session_id, input_id);
    this.#putInput({ ...row, input: Object.freeze({ ...row.input, state }), claimed_fence });
  }

  deferInput(session_id: string, input_id: number): void {
    const row = this.#requireInput(session_id, input_id);
    const input = { ...row.input, target: NEXT_TURN, state: 'deferred_next_turn' as const };
    this.#putInput({ ...row, input: Object.freeze(input), claimed_fence: null });
  }

  state(session_id: string): SessionState | null {
    return this.#sessions.get(session_id)?.state ?? null;
  }

  putState(session_id: string, state: SessionState): void {
    this.#rowsOf(session_id).state = deepFreeze(structuredClone(state));
  }

  commit(session_id: string, commit_id: string): CommitRow | null {
    return this.#sessions.get(session_id)?.commits.get(commit_id) ?? null;
  }

  addCommit(session_id: string, commit_id: string, row: CommitRow): void {
    this.#rowsOf(session_id).commits.set(commit_id, deepFreeze(row));
  }

  #putWork(row: WorkRow): void {
    const { work, open_work } = this.#rowsOf(row.work.session_id);
    work.set(row.work.work_id, row);
    if (row.completed) open_work.delete(row.work.work_id);
    else open_work.set(row.work.work_id, row);
  }

  #putInput(row: InputRow): void {
    const { session_id, input_id, state } = row.input;
    const { inputs, open_inputs } = this.#rowsOf(session_id);
    inputs.set(input_id, row);
    if (state === 'completed' || state === 'cancelled') open_inputs.delete(input_id);
    else open_inputs.set(input_id, row);
  }

  #requireWork(session_id: string, work_id: number): WorkRow {
    const row = this.work(session_id, work_id);
    if (!row) throw new Error(`session ${session_id} has no work ${work_id}`);
    return row;
  }

  #requireInput(session_id: string, input_id: number): InputRow {
    const row = this.input(session_id, input_id);
    if (!row) throw new Error(`session ${session_id} has no input ${input_id}`);
    return row;
  }

  #rowsOf(session_id: string): SessionRows {
    let rows = this.#sessions.get(session_id);
    if (!rows) {
      rows = emptyRows();
      this.#sessions.set(session_id, rows);
    }
    return rows;
  }
}

const NEXT_TURN = Object.freeze({ type: 'next_turn' } as const);

/** Of an owner that may be the caller's object; cheaper than a structured clone. */
function ownCopyOf(owner: Owner | null): Owner | null {
  return owner && deepFreeze({ ...owner, liveness: { ...owner.liveness } });
}

function emptyRows(): SessionRows {
  return {
    lease: null,
    state: null,
    work: new Map(),
    open_work: new Map(),
    inputs: new Map(),
    open_inputs: new Map(),
    input_of_key: new Map(),
    commits: new Map(),
  };
}
