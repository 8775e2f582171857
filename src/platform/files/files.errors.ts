/** Status of each refusal of this room. */
export const filesErrors = {
  'file.empty': 422,
  'file.tooLarge': 422,
  'file.oldExcel': 422,
  'file.notATable': 422,
  'file.damaged': 422,
  'file.encoding': 422,
  'file.badQuotes': 422,
  'file.tooManyRows': 422,
  'file.tooManyColumns': 422,
  'file.unpacksTooLarge': 422,
  'export.tooManyRows': 422,
  'import.columnMissing': 422,
  'import.columnTwice': 422,
  'import.cell.invalid': 422,
  'import.cell.tooLong': 422,
} as const;
