// Every page works without this file; what stands here only makes it quicker.
import { startCash } from './cash.js';
import { startCounts } from './count.js';
import { startDialogs } from './dialogs.js';
import { startFields } from './fields.js';
import { startFlash } from './flash.js';
import { startKeys } from './keys.js';
import { startLiveSearch } from './live-search.js';
import { startOnce } from './once.js';
import { startPreferences } from './theme.js';
import { startPrinting } from './printing.js';
import { startSignatures } from './signature.js';
import { startTickAll } from './tick-all.js';
import { startWedge } from './wedge.js';

for (const start of [
  startFields,
  startOnce,
  startWedge,
  startKeys,
  startDialogs,
  startCash,
  startCounts,
  startLiveSearch,
  startFlash,
  startPreferences,
  startSignatures,
  startPrinting,
  startTickAll,
]) {
  start(document);
}
