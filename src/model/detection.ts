/** What an engine did with damaged bytes that it was handed raw, without an envelope. */
export interface DetectionCounts {
  readonly damaged_count: number;
  /** The engine threw. */
  readonly detected_count: number;
  /** The engine threw, and its state had changed. */
  readonly changed_and_thrown_count: number;
  /** The engine threw nothing, and its state had changed: silent corruption. */
  readonly silently_changed_count: number;
}
