import type { Found } from '../desk/finders.js';

const MEMBER = /^\/members\/([0-9a-f-]{36})$/;

/** The members among what was found, each leading to where the page goes on with them. */
export function membersAmong(found: readonly Found[], hrefOf: (membershipId: string) => string): Found[] {
  return found.flatMap((hit) => {
    const membershipId = MEMBER.exec(hit.href)?.[1];
    return membershipId === undefined ? [] : [{ ...hit, href: hrefOf(membershipId) }];
  });
}
