import { IsOptional, Matches, MaxLength } from 'class-validator';
import { KeyedForm } from '../platform/http/keyed-form.js';

export class ItemForm extends KeyedForm {
  @MaxLength(100, { message: 'gifts.code.invalid' })
  code!: string;

  @MaxLength(400)
  nameZh!: string;

  @MaxLength(400)
  nameEn!: string;
}

export class RestockForm extends KeyedForm {
  @MaxLength(40, { message: 'count.invalid' })
  pieces!: string;

  @MaxLength(400)
  supplier!: string;
}

export class CountForm extends KeyedForm {
  @MaxLength(40, { message: 'count.invalid' })
  counted!: string;

  @MaxLength(36)
  since!: string;

  @IsOptional()
  @MaxLength(400)
  reason?: string;
}

/** The rows of its gifts are read one by one: `pointsPrice_<item>`, `perDay_<item>`, `inTotal_<item>`, `setAside_<item>`. */
export class ActivityForm extends KeyedForm {
  @MaxLength(400)
  name!: string;

  @MaxLength(40, { message: 'date.invalid' })
  startsOn!: string;

  @MaxLength(40, { message: 'date.invalid' })
  endsOn!: string;
}

export class EndForm extends KeyedForm {
  @MaxLength(400)
  reason!: string;
}

export class MoreForm extends KeyedForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'gifts.unknown' })
  itemId!: string;

  @MaxLength(40, { message: 'count.invalid' })
  pieces!: string;
}
