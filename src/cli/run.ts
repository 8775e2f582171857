import { KeyFileError } from '../platform/crypto/key-ring.js';
import { StartupError } from '../platform/database/startup-error.js';
import { SettingsError } from '../platform/settings/settings.js';

/** Runs a command; what the operator can put right is one plain sentence, anything else keeps its trace. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const plain = error instanceof StartupError || error instanceof SettingsError || error instanceof KeyFileError;
    process.stderr.write(
      plain ? `${error.message}\n` : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
