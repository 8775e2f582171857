/** Code of a `DomainError` → HTTP status. Each room has one; a code without a row fails a test. */
export type ErrorTable = Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 423 | 429 | 503>>;
