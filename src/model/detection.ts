// What engines did with damaged bytes that they were handed raw, without an envelope, counted.

export interface DetectionCounts {
  readonly damaged_count: number;
  /** The engine threw. */
  readonly detected_count: number;
  /** The engine threw, and its state had changed. */
  readonly changed_and_thrown_count: number;
  /** The engine threw nothing, and its state had changed: silent corruption. */
  readonly silently_changed_count: number;
}

export const NOTHING_DETECTED: DetectionCounts = {
  damaged_count: 0,
  detected_count: 0,
  changed_and_thrown_count: 0,
  silently_changed_count: 0,
};

export function addDetections(one: DetectionCounts, other: DetectionCounts): DetectionCounts {
  return {
    damaged_count: one.damaged_count + other.damaged_count,
    detected_count: one.detected_count + other.detected_count,
    changed_and_thrown_count: one.changed_and_thrown_count + other.changed_and_thrown_count,
    silently_changed_count: one.silently_changed_count + other.silently_changed_count,
  };
}
