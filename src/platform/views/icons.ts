import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../settings/paths.js';

/** Every icon the pages use; a page that names another one fails at its first rendering. */
export const iconNames = [
  'arrow-left-right',
  'arrow-right',
  'audio-lines',
  'badge-check',
  'banknote',
  'bell',
  'book-open',
  'cake',
  'calendar-days',
  'chart-line',
  'check',
  'chevron-left',
  'chevron-right',
  'circle-check',
  'circle-dot',
  'circle-x',
  'clock',
  'credit-card',
  'crown',
  'download',
  'eye',
  'file-spreadsheet',
  'file-text',
  'gift',
  'house',
  'id-card',
  'inbox',
  'info',
  'key-round',
  'keyboard',
  'languages',
  'layout-dashboard',
  'lock',
  'log-out',
  'map-pin',
  'messages-square',
  'minus',
  'monitor',
  'moon',
  'package-search',
  'pen-line',
  'phone-call',
  'plus',
  'printer',
  'qr-code',
  'receipt-text',
  'rotate-ccw',
  'scan-line',
  'search',
  'settings',
  'shield-check',
  'sparkles',
  'star',
  'store',
  'sun',
  'ticket-check',
  'trash-2',
  'triangle-alert',
  'undo-2',
  'upload',
  'user-plus',
  'user-round',
  'users',
  'wallet',
  'x',
] as const;

export type IconName = (typeof iconNames)[number];

export function isIconName(name: unknown): name is IconName {
  return iconNames.some((known) => known === name);
}

/**
 * The drawing of an icon, read from the package once. It stands in the page itself: a sprite of its own file came late or
 * not at all when one page followed the other quickly, and a rail without pictures looks broken.
 */
export function iconDrawings(): ReadonlyMap<IconName, string> {
  const folder = join(projectRoot, 'node_modules/lucide-static/icons');
  return new Map(iconNames.map((name) => [name, drawingOf(name, readFileSync(join(folder, `${name}.svg`), 'utf8'))]));
}

function drawingOf(name: IconName, svg: string): string {
  const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (drawing === undefined) throw new Error(`icon ${name} has no drawing`);
  return drawing.replaceAll(/\s*\n\s*/g, '');
}
