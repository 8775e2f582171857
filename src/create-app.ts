import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { type Clock, SystemClock } from './platform/clock/clock.js';
import { fastifyAdapter, prepareServer } from './platform/http/server.js';
import { stopOnSignal } from './platform/http/stop-on-signal.js';
import type { Settings } from './platform/settings/settings.js';
import { ViewEngine } from './platform/views/view-engine.js';

/** The whole house on a database, not yet listening. Rejects with a `StartupError` when the checklist refuses. */
export async function createApp(settings: Settings, clock: Clock = new SystemClock()): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(settings, clock), fastifyAdapter(), {
    // what goes wrong here is thrown, and told once by whoever called
    logger: false,
    // bodies are read by Fastify's own parsers (prepareServer)
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(['error', 'warn']);
  await prepareServer(app, settings);
  return app;
}

/** Opens the door: compiles all views first, stops on a signal, and gives the address. Rejects when a view is broken. */
export async function serve(app: NestFastifyApplication, settings: Settings): Promise<string> {
  app.get(ViewEngine).compileAll();
  stopOnSignal(app);
  await app.listen(settings.port, settings.host);
  return app.getUrl();
}
