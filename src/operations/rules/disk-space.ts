/** Below this the desk is told. */
export const WARN_MIB = 2048;
/** Below this the next night may not fit: the house is not ready for work. */
export const BAD_MIB = 100;

/** `free` in MiB. */
export function spaceState(free: number): 'ok' | 'warn' | 'bad' {
  if (free < BAD_MIB) return 'bad';
  return free < WARN_MIB ? 'warn' : 'ok';
}
