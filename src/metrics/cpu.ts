// CPU time of the whole process, all threads together.

/** Starts counting; the function returned gives the CPU nanoseconds (user and system) used since. */
export function startCpuMeter(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) * 1_000;
  };
}
