// A derived file that is made only when it is written: the traces of all failures of a study together may be
// larger than memory, and each is made from an evidence file that is as large.

export interface LateFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string;
  /** Called once. Pure but for reading what is stored; null where there is nothing to write. */
  readonly make: () => string | null;
}
