/** Lines of a list on one page, where a list does not say otherwise. */
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

/** Parameters of `LIMIT ? OFFSET ?`: one line more than a page holds, which says that there is another page. */
export function limitsOf(skip: number, size = PAGE): readonly [number, number] {
  return [size + 1, skip];
}

/** One page of what was read by `limitsOf`, and the ways to its neighbours; none where everything stands on one page. */
export function leafOf<T>(
  read: readonly T[],
  skip: number,
  hrefOf: (skip: number) => string,
  size = PAGE,
): { rows: readonly T[]; leaf: Leaf | undefined } {
  const rows = read.slice(0, size);
  const more = read.length > size;
  if (skip === 0 && !more) return { rows, leaf: undefined };
  return {
    rows,
    leaf: {
      previous: skip > 0 ? hrefOf(Math.max(0, skip - size)) : undefined,
      next: more ? hrefOf(skip + size) : undefined,
      text: rows.length === 0 ? String(skip) : `${skip + 1}–${skip + rows.length}`,
    },
  };
}
