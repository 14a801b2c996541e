/**
 * Milliseconds of processor time for what an attacker would make last for minutes: far more than it
 * takes on a slow machine. How fast something is, benchmarks measure.
 */
export const SOON_MS = 20_000;

/** Milliseconds of processor time that something takes. */
export function elapsed(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
