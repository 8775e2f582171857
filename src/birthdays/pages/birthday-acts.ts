import type { I18n } from '../../platform/i18n/i18n.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { Permission } from '../../staff/permissions.js';

const ACTS: readonly Permission[] = [
  'birthdays.confirmRoster',
  'birthdays.decideTwin',
  'birthdays.call',
  'birthdays.greet',
  'birthdays.confirmDaySheet',
  'birthdays.checkPapers',
  'birthdays.confirmVisit',
  'birthdays.usher',
  'birthdays.machineOn',
  'birthdays.av',
  'birthdays.area',
  'birthdays.printSlip',
  'birthdays.giveGift',
  'birthdays.undoGift',
  'birthdays.signSlip',
  'birthdays.drawGifts',
  'birthdays.returnGifts',
  'birthdays.destroyGifts',
  'birthdays.writeOffGifts',
  'birthdays.reconcile',
];

/** One's own acts of this room, as the desk page lists them. */
export const birthdayActs = (i18n: I18n) => ACTS.map((kind) => describedAct(i18n, kind));

function describedAct(i18n: I18n, kind: Permission) {
  return {
    kind,
    describe: ({ locale }: DeskContext, { result }: { readonly result: Readonly<Record<string, unknown>> }) => {
      const { entryId, documentId } = result;
      return Promise.resolve({
        text: i18n.t(locale, `acts.${kind}`),
        ...(typeof entryId === 'string' ? { href: `/birthdays/${entryId}` } : {}),
        ...(typeof documentId === 'string' ? { documentId } : {}),
      });
    },
  };
}
