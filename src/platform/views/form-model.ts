/** A form as it was typed. `errors` are finished sentences by field name; `errors['']` speaks for the whole form. */
export interface FormModel {
  readonly action: string;
  /** Made when the form was rendered: a second arrival finds the first result. */
  readonly requestKey: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

export function emptyForm(
  action: string,
  requestKey: string,
  values: Readonly<Record<string, string>> = {},
): FormModel {
  return { action, requestKey, values, errors: {} };
}

/** The same form again with what is wrong; what was typed stays. */
export function withErrors(form: FormModel, errors: Readonly<Record<string, string>>): FormModel {
  return { ...form, errors };
}
