/** Lines of a list on one page; a reader that pages asks for one more, which says that there is another page. */
export const PAGE = 50;

/** What `pager.hbs` needs. */
export interface Leaf {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly text: string;
}

/** How many lines come before the page, as it stands in an address. */
export function skipOf(typed: string | undefined): number {
  return typed !== undefined && /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
}

/** One page of what was read from `skip` on, and the ways to its neighbours; none where everything stands on one page. */
export function leafOf<T>(
  read: readonly T[],
  skip: number,
  hrefOf: (skip: number) => string,
): { rows: readonly T[]; leaf: Leaf | undefined } {
  const rows = read.slice(0, PAGE);
  const more = read.length > PAGE;
  if (skip === 0 && !more) return { rows, leaf: undefined };
  return {
    rows,
    leaf: {
      previous: skip > 0 ? hrefOf(Math.max(0, skip - PAGE)) : undefined,
      next: more ? hrefOf(skip + PAGE) : undefined,
      text: rows.length === 0 ? String(skip) : `${skip + 1}–${skip + rows.length}`,
    },
  };
}
