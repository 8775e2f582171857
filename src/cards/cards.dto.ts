import { IsOptional, Matches, MaxLength } from 'class-validator';
import { KeyedForm } from '../platform/http/keyed-form.js';

export class UndoForm extends KeyedForm {
  @MaxLength(200, { message: 'cards.undo.reasonRequired' })
  reason!: string;
}

export class StartForm extends KeyedForm {
  @Matches(/^[A-Z][A-Z_]{0,31}$/, { message: 'cards.kind.gone' })
  kind!: string;
}

export class LookForm {
  @MaxLength(40, { message: 'cards.offer.unknown' })
  spent!: string;
}

export class RefusalForm extends KeyedForm {
  @IsOptional()
  @MaxLength(200)
  phone?: string;
}
