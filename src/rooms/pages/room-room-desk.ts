import { Injectable } from '@nestjs/common';
import { ActRegistry } from '../../desk/act-registry.js';
import { Finders } from '../../desk/finders.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { mayDo } from '../../staff/permissions.js';
import { RoomsQueries } from '../rooms.queries.js';

const NUMBER = /^#?(\d{4}-\d{2,})$/;

/** What rooms add to the desk: their place on the rail, reservations found by number, one's own acts. */
@Injectable()
export class RoomRoomDesk {
  constructor(
    queries: RoomsQueries,
    reader: Reader,
    i18n: I18n,
    jobs: JobRegistry,
    finders: Finders,
    acts: ActRegistry,
  ) {
    jobs.register({
      key: '',
      href: '/rooms',
      labelKey: 'rooms.title',
      icon: 'layout-dashboard',
      permission: 'rooms.view',
    });
    finders.register({
      find: async ({ person, store, locale }, text) => {
        const number = NUMBER.exec(text.trim())?.[1];
        if (number === undefined || !mayDo(person.roles, 'rooms.view')) return [];
        const hold = await queries.holdByNumber(reader, store.id, number);
        if (!hold) return [];
        const details = [hold.businessDate, hold.room ?? '', i18n.t(locale, `rooms.state.${hold.state}`)];
        return [
          { href: `/rooms/holds/${hold.id}`, title: hold.number, details: details.filter((part) => part !== '') },
        ];
      },
    });
    acts.register({
      kind: 'rooms.hold',
      describe: async ({ locale, store }, { result }) => {
        const id = typeof result['holdId'] === 'string' ? result['holdId'] : '';
        const hold = await queries.hold(reader, store.id, id);
        return {
          text: `${i18n.t(locale, 'acts.rooms.hold')} ${hold?.number ?? ''}`.trim(),
          ...(hold ? { href: `/rooms/holds/${id}` } : {}),
        };
      },
    });
  }
}
