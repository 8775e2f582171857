import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { MemberQueries } from './member.queries.js';
import { People } from './people.js';

/** A guest asks to be forgotten (个人信息保护法 47): the person goes, the venue's figures stay. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: MemberQueries,
    private readonly people: People,
  ) {}

  /** Erases the person behind a membership and ends all of the person's memberships. Cannot be undone. Throws `page.notFound`. */
  async erase(desk: DeskContext, key: string, membershipId: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'members.erase', key, { membershipId }), async (tx) => {
      const member = await this.queries.byId(tx, membershipId);
      if (!member || member.erasedAt !== null) throw new DomainError('page.notFound');
      const open = await tx.rows<{ id: string }>(
        'SELECT id FROM membership WHERE person_id = ? AND closed_at IS NULL',
        [member.personId],
      );
      for (const { id } of open) await this.people.close(tx, id, 'ERASED');
      await this.people.erase(tx, member.personId);
      return null;
    });
  }
}
