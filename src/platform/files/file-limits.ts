/** What an uploaded or written table may be. */
export interface FileLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellChars: number;
  /** All parts of a workbook unpacked. */
  readonly maxUnpackedBytes: number;
}

export const FILE_LIMITS: FileLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxRows: 200_000,
  maxColumns: 100,
  maxCellChars: 2_000,
  maxUnpackedBytes: 160 * 1024 * 1024,
};
