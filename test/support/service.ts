import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What a running service tells about itself: addresses, as strings. */
export type Announcement = Record<string, string>;

export interface Service {
  announcement: Announcement;
  stop(): Promise<void>;
}

/**
 * Starts a service in a keeper process of its own. The keeper lives exactly as long as the pipe to its standard input: when the test run
 * ends, fails, is interrupted or is killed outright, the pipe closes and the keeper takes its service and its files down.
 */
export async function startService(script: string): Promise<Service> {
  const keeper = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const gone = once(keeper, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: keeper.stdout }), 'line').then(([text]) => String(text)),
    gone.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`${script} ended before its service was ready; its reason stands above`);
  return {
    announcement: JSON.parse(line) as Announcement,
    async stop() {
      keeper.stdin.end();
      await gone;
    },
  };
}

/** The keeper's side of `startService`: starts, announces, and stops when whoever asked for it is gone. */
export async function keep(name: string, start: () => Promise<Service>): Promise<void> {
  // Nobody may be left to read the announcement: that is the end of the pipe, not a reason to leave files behind.
  process.stdout.on('error', () => undefined);
  const released = new Promise<void>((resolve) => {
    process.stdin.resume();
    process.stdin.once('end', resolve).once('error', resolve);
    process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve());
  });
  try {
    const running = await start();
    process.stdout.write(`${JSON.stringify(running.announcement)}\n`);
    await released;
    await running.stop();
  } catch (error) {
    process.stderr.write(`${name} cannot be used: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  process.exit();
}
