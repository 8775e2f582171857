/** A path of this house to come back to; `/` for anything that leads elsewhere. */
export function safePath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500) return '/';
  const plain = /^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) && !wanted.includes('\\');
  return plain ? wanted : '/';
}
