import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { assertOnHand } from './holding.js';
import type { LostCategory } from '../venue/rules/lost-property-policy.js';
import { LostItems } from './lost-items.js';
import { LostPhoto } from './lost-photo.entity.js';
import { LostSeal } from './lost-seal.js';
import { type Picture, PictureEncoder } from '../platform/files/picture-encoder.js';
import { Reveals } from './reveals.js';
import { KEEPING } from './rules/lost-category.js';

export const MOST_PHOTOS = 4;

/** Photos of a thing: seen by whoever may see its details, and only for as long. */
@Injectable()
export class Photos {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: LostItems,
    private readonly seal: LostSeal,
    private readonly encoder: PictureEncoder,
    private readonly reveals: Reveals,
  ) {}

  /** All of them or none, never of a paper or card. Throws `lost.photo.*` on `photo`, `lost.item.transition` when the thing is gone, `page.notFound`. */
  async add(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    files: readonly Buffer[],
  ): Promise<Outcome<{ itemId: string; photos: number }>> {
    if (files.length === 0) throw new DomainError('lost.photo.none', {}, 'photo');
    const pictures = await this.paint(files);
    const command = commandAt(desk, 'lost.addPhotos', requestKey, { itemId, bytes: files.map((file) => file.length) });
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      assertOnHand(item, 'addPhotos');
      assertPictured(item.category);
      const { photos } = item;
      if (photos + pictures.length > MOST_PHOTOS)
        throw new DomainError('lost.photo.tooMany', { max: MOST_PHOTOS }, 'photo');
      await this.keep(tx, itemId, pictures);
      return { itemId, photos: photos + pictures.length };
    });
  }

  /** Photos as they may be kept. Throws `lost.photo.*` on `photo`. */
  async paint(files: readonly Buffer[]): Promise<Picture[]> {
    if (files.length > MOST_PHOTOS) throw new DomainError('lost.photo.tooMany', { max: MOST_PHOTOS }, 'photo');
    const pictures: Picture[] = [];
    // one after the other: unpacked pictures are large
    for (const file of files) pictures.push(await this.encoder.encode(file));
    return pictures;
  }

  async keep(tx: Tx, itemId: string, pictures: readonly Picture[]): Promise<void> {
    for (const picture of pictures) await this.insert(tx, itemId, picture);
  }

  async idsOf(db: SqlReads, itemId: string): Promise<string[]> {
    const rows = await db.rows<{ id: string }>('SELECT id FROM lost_photo WHERE item_id = ? ORDER BY id', [itemId]);
    return rows.map(({ id }) => id);
  }

  /** The picture (WebP) for somebody to whom the details are open. Throws `page.notFound`, `lost.reveal.none`. */
  async show(db: SqlReads, desk: DeskContext, photoId: string): Promise<Buffer> {
    const row = await db.one<{ itemId: string; sealedPicture: string }>(
      'SELECT f.item_id, f.sealed_picture FROM lost_photo f JOIN lost_item i ON i.id = f.item_id WHERE f.id = ? AND i.store_id = ?',
      [photoId, desk.store.id],
    );
    if (!row) throw new DomainError('page.notFound');
    await this.reveals.assertOpen(db, desk, row.itemId);
    return Buffer.from(this.seal.open(row.itemId, 'photo', row.sealedPicture) ?? '', 'base64');
  }

  private async insert(tx: Tx, itemId: string, { webp, width, height }: Picture): Promise<void> {
    const sealedPicture = this.seal.seal(itemId, 'photo', webp.toString('base64'));
    if (sealedPicture === null) throw new DomainError('photo.broken', {}, 'photo');
    await tx.insert(LostPhoto, {
      id: uuidv7(),
      itemId,
      width,
      height,
      sealedPicture,
      byId: tx.command.actorId,
      at: tx.now,
    });
  }
}

/** A picture of an identity card or bank card is kept nowhere (facts §5.2). Throws `lost.photo.document`. */
export function assertPictured(category: LostCategory): void {
  if (!KEEPING[category].pictured) throw new DomainError('lost.photo.document', {}, 'photo');
}
