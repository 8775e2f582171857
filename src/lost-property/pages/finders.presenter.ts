import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { maskName, maskPhone } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { ItemFinders } from '../item-finders.js';

/** A guest's phone, in the one answer that shows it: by the id of the finder or of the reservation. */
export interface CalledPerson {
  readonly id: string;
  readonly phone: string;
}

/** Who handed a thing in, guests masked; a guest's phone where somebody asked for it. */
@Injectable()
export class FindersPresenter {
  constructor(
    private readonly finders: ItemFinders,
    private readonly reader: Reader,
  ) {}

  line(itemId: string): Promise<string> {
    return this.finders.label(this.reader, itemId);
  }

  /** Guests who left a phone: to be thanked, or asked once more. */
  async guests({ person }: DeskContext, itemId: string, called: CalledPerson | undefined): Promise<object[]> {
    const mayReveal = mayDo(person.roles, 'lost.reveal');
    const found = await this.finders.named(this.reader, itemId);
    return found.flatMap(({ id, name, guest }) => {
      if (guest === null || guest.phone === null) return [];
      const shown = called?.id === id ? called.phone : undefined;
      return {
        text: `${maskName(name)} ${shown ?? maskPhone(guest.phone)}`,
        form: mayReveal && shown === undefined ? emptyForm(`/lost/${itemId}/finders/${id}`, uuidv7()) : undefined,
      };
    });
  }
}
