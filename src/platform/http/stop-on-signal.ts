import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A client that never finishes its request may not keep the till from being switched off. */
const PATIENCE_MS = 7000;

/**
 * SIGTERM and SIGINT: no new request is taken, those under way finish, the last act is durable and the log is folded into
 * the database; exit code 0, within ten seconds.
 */
export function stopOnSignal(app: NestFastifyApplication): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => app.getHttpServer().closeAllConnections(), PATIENCE_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}
