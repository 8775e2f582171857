import { stopBrowser, stopDatabases } from './run-services.js';

export default async function tearDown(): Promise<void> {
  await Promise.all([stopDatabases(), stopBrowser()]);
}
