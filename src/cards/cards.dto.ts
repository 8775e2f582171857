import { IsOptional, Matches, MaxLength } from 'class-validator';

const requestKey = /^[0-9a-f-]{36}$/;

/** A form of one button, and the hidden half of every other one. */
export class KeyForm {
  @Matches(requestKey)
  requestKey!: string;
}

export class UndoForm extends KeyForm {
  @MaxLength(200, { message: 'cards.undo.reasonRequired' })
  reason!: string;
}

export class StartForm extends KeyForm {
  @Matches(/^[A-Z][A-Z_]{0,31}$/, { message: 'cards.kind.gone' })
  kind!: string;
}

export class LookForm {
  @MaxLength(40, { message: 'cards.offer.unknown' })
  spent!: string;
}

export class RefusalForm extends KeyForm {
  @IsOptional()
  @MaxLength(200)
  phone?: string;
}
