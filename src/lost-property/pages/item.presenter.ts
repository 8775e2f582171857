import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { actionsFrom } from '../../kernel/transitions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateLabel, dateTime, money } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { LOST_CATEGORIES } from '../../venue/rules/lost-property-policy.js';
import { Additions } from '../additions.js';
import { GuessBar } from '../guess-bar.js';
import { isOnHand } from '../holding.js';
import { isLeaveWay } from '../leave-house.js';
import type { ItemRow } from '../lost-items.js';
import { LostQueries } from '../lost.queries.js';
import { Matches } from '../matches.js';
import { MOST_PHOTOS, Photos } from '../photos.js';
import { REVEAL_TASKS, Reveals } from '../reveals.js';
import { footageDaysLeft } from '../rules/custody-term.js';
import { itemLife } from '../rules/item-life.js';
import { isStricter, KEEPING } from '../rules/lost-category.js';
import { type CalledPerson, FindersPresenter } from './finders.presenter.js';
import { ItemStory } from './item-story.js';
import { LostDetails } from './lost-details.js';
import { LostWordsPresenter } from './lost-words.presenter.js';
import { OwnerPresenter } from './owner.presenter.js';

export type ItemForm = 'category' | 'photos' | 'contact' | 'owner' | 'additions' | 'missing' | 'found';
export type TypedForm = Pick<FormModel, 'values' | 'errors'> & { readonly of: ItemForm };

/** One thing: what a tag shows, its story, and what can be done with it now. Details only for whom they are open. */
@Injectable()
export class ItemPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly queries: LostQueries,
    private readonly reveals: Reveals,
    private readonly photos: Photos,
    private readonly details: LostDetails,
    private readonly story: ItemStory,
    private readonly bar: GuessBar,
    private readonly matches: Matches,
    private readonly owner: OwnerPresenter,
    private readonly staff: StaffQueries,
    private readonly finders: FindersPresenter,
    private readonly additions: Additions,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async show(desk: DeskContext, item: ItemRow, typed?: TypedForm, called?: CalledPerson): Promise<object> {
    const { locale } = desk;
    const here = isOnHand(item);
    const barred = here && (await this.bar.isBarred(this.reader, item.id, this.clock.now()));
    const wanted = here ? await this.matches.waitingFor(this.reader, item.id) : 0;
    const shown = await this.reveals.isOpen(this.reader, desk, item.id);
    const stricter = LOST_CATEGORIES.filter((other) => isStricter(other, item.category));
    const form = (of: ItemForm) => ({
      ...emptyForm(`/lost/${item.id}/${of}`, uuidv7()),
      ...(typed?.of === of ? typed : {}),
    });
    return {
      title: `${item.number} ${this.words.thing(item)}`,
      badges: this.words.badges(item, locale),
      wanted: wanted > 0 ? this.words.say(locale, 'register.wanted', { count: wanted }) : undefined,
      barred: barred ? this.words.say(locale, 'bar.intro') : undefined,
      footage: here ? this.footage(item, locale) : undefined,
      facts: await this.facts(item, locale),
      events: await this.story.events(item.id, locale),
      handovers: await this.story.handovers(item.id, locale),
      buttons: this.buttons(desk, item, barred),
      details: shown ? await this.details.of(item, locale, await this.photos.idsOf(this.reader, item.id)) : undefined,
      reveal:
        !shown && mayDo(desk.person.roles, 'lost.reveal') ? emptyForm(`/lost/${item.id}/reveal`, uuidv7()) : undefined,
      tasks: this.words.options(locale, 'item.tasks', here ? REVEAL_TASKS : ['POLICE']),
      photos: this.takesPhotos(desk, item) ? form('photos') : undefined,
      guests: await this.finders.guests(desk, item.id, called),
      additions: here && mayDo(desk.person.roles, 'lost.register') ? form('additions') : undefined,
      asked: await this.additions.isAsked(this.reader, item),
      category: here && stricter.length > 0 && mayDo(desk.person.roles, 'lost.register') ? form('category') : undefined,
      categories: this.words.options(locale, 'categories', stricter),
      ...this.search(desk, item, form),
      owner:
        here && mayDo(desk.person.roles, 'lost.contact')
          ? await this.owner.show(desk, item, form('contact'), form('owner'), called)
          : undefined,
      contacts: await this.story.contacts(item.id, locale),
      claims: await this.story.claims(item.id, locale),
    };
  }

  /** 少了: whoever does not find it says so; whoever finds it, too. */
  private search({ person }: DeskContext, item: ItemRow, form: (of: ItemForm) => FormModel) {
    if (!isOnHand(item) || !mayDo(person.roles, 'lost.miss')) return { missing: undefined, found: undefined };
    return item.missing === 1
      ? { missing: undefined, found: form('found') }
      : { missing: form('missing'), found: undefined };
  }

  private takesPhotos({ person }: DeskContext, item: ItemRow): boolean {
    const room = isOnHand(item) && item.photos < MOST_PHOTOS && KEEPING[item.category].pictured;
    return room && mayDo(person.roles, 'lost.addPhotos');
  }

  private async facts(item: ItemRow, locale: Locale) {
    const row = (key: string, value: string | null | undefined) =>
      value ? [{ label: this.words.say(locale, key), value }] : [];
    const signer = (await this.queries.signersOf([item.pendingSignatureId])).get(item.pendingSignatureId);
    const holder =
      item.keyHolderId === null
        ? undefined
        : (await this.staff.names(this.reader, [item.keyHolderId])).get(item.keyHolderId);
    return [
      ...row('place', item.place),
      ...row('foundAt', dateTime(item.foundAt)),
      ...row('finder', await this.finders.line(item.id)),
      ...row('category', this.words.say(locale, `categories.${item.category}`)),
      ...row(
        'sheet.sign',
        signer === undefined
          ? this.words.say(locale, 'item.unsigned')
          : this.words.say(locale, 'item.signedBy', { name: signer }),
      ),
      ...row('slot', item.slot === null ? null : `${item.slot} / ${item.bagNo ?? ''}`),
      ...row('item.keyHolder', holder),
      ...row('cash', item.cashFen === null ? null : `¥${money(item.cashFen)}`),
      ...row('item.lastDay', item.lastDay && dateLabel(item.lastDay, locale)),
      ...row('item.handOver', item.handOverOn && dateLabel(item.handOverOn, locale)),
      ...row('item.holdUntil', dateLabel(item.holdUntil, locale)),
    ];
  }

  private footage({ foundAt }: ItemRow, locale: Locale) {
    const days = footageDaysLeft(foundAt, this.clock.now());
    return days > 0
      ? { tone: days <= 7 ? 'warn' : 'info', text: this.words.say(locale, 'item.footage', { days }) }
      : { tone: 'info', text: this.words.say(locale, 'item.footageOver') };
  }

  private buttons({ locale, person }: DeskContext, { id, state, category, missing }: ItemRow, barred: boolean) {
    const possible = actionsFrom(itemLife, state);
    const mayLeave = possible.some((action) => isLeaveWay(action));
    const all = [
      {
        when: !barred && category !== 'DANGEROUS' && possible.includes('claim') && mayDo(person.roles, 'lost.claim'),
        key: 'claim',
        href: `/lost/${id}/claim`,
        icon: 'badge-check',
        tone: state === 'AWAITING_SAFE' || missing === 1 ? 'plain' : 'primary',
      },
      {
        when: possible.includes('putIntoSafe') && mayDo(person.roles, 'lost.putIntoSafe'),
        key: 'putIntoSafe',
        href: `/lost/${id}/safe`,
        icon: 'lock',
        tone: state === 'AWAITING_SAFE' && missing === 0 ? 'primary' : 'plain',
      },
      {
        when: barred && mayDo(person.roles, 'lost.liftBar'),
        key: 'lift',
        href: `/lost/${id}/lift`,
        icon: 'lock',
        tone: 'plain',
      },
      { when: true, key: 'tag', href: `/lost/${id}/tag`, icon: 'qr-code', tone: 'plain' },
      {
        when: mayLeave && mayDo(person.roles, 'lost.handToPolice'),
        key: 'leave',
        href: `/lost/${id}/leave`,
        icon: 'shield-check',
        tone: 'plain',
      },
    ];
    return all
      .filter(({ when }) => when)
      .map(({ key, href, icon, tone }) => ({ href, icon, tone, label: this.words.say(locale, `item.${key}`) }));
  }
}
