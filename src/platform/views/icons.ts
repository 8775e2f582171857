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

/** One SVG of symbols, so that a page refers to an icon by name and the browser keeps all of them. */
export function iconSprite(): string {
  const folder = join(projectRoot, 'node_modules/lucide-static/icons');
  const symbols = iconNames.map((name) => symbol(name, readFileSync(join(folder, `${name}.svg`), 'utf8')));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

function symbol(name: IconName, svg: string): string {
  const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (drawing === undefined) throw new Error(`icon ${name} has no drawing`);
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replaceAll(/\s*\n\s*/g, '')}</symbol>`;
}
