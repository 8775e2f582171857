import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { PictureEncoder } from '../platform/files/picture-encoder.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { GiftPhoto } from './gift-photo.entity.js';

/** One photo a gift, so that whoever draws or hands over sees which one is meant. */
@Injectable()
export class GiftPhotos {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly encoder: PictureEncoder,
  ) {}

  /** Throws `photo.*` on `photo`, `gifts.unknown`. */
  async put(desk: DeskContext, key: string, itemId: string, file: Buffer): Promise<void> {
    const { webp, width, height } = await this.encoder.encode(file);
    const picture = webp.toString('base64');
    const command = commandAt(desk, 'gifts.manageCatalogue', key, { photo: itemId, bytes: file.length });
    await this.uow.run(command, async (tx) => {
      const { storeId, actorId: byId } = tx.command;
      const item = await tx.one('SELECT id FROM gift_item WHERE id = ? AND store_id = ?', [itemId, storeId]);
      if (!item) throw new DomainError('gifts.unknown');
      await tx.run('DELETE FROM gift_photo WHERE item_id = ?', [itemId]);
      await tx.insert(GiftPhoto, { itemId, width, height, picture, byId, at: tx.now });
      return { itemId };
    });
  }

  /** The picture (WebP). Throws `page.notFound` where there is none in this store. */
  async show(db: SqlReads, storeId: string, itemId: string): Promise<Buffer> {
    const row = await db.one<{ picture: string }>(
      'SELECT f.picture FROM gift_photo f JOIN gift_item i ON i.id = f.item_id WHERE f.item_id = ? AND i.store_id = ?',
      [itemId, storeId],
    );
    if (!row) throw new DomainError('page.notFound');
    return Buffer.from(row.picture, 'base64');
  }
}
