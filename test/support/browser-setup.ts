import { startBrowser, startDatabases } from './run-services.js';

export default async function setUp(): Promise<void> {
  await Promise.all([startDatabases(), startBrowser()]);
}
