let serial = 0;

/** A bill of 860 yuan, settled tonight, as a till sends it; every call has a number of its own. */
export function bill(more: object = {}) {
  serial += 1;
  return {
    slipNo: `T-${serial}`,
    roomNo: 'A108',
    settledAt: '2026-11-20T20:15:00+08:00',
    lines: [
      { kind: 'ROOM', listFen: 60_000, chargedFen: 50_000 },
      { kind: 'GOODS', listFen: 36_000, chargedFen: 36_000 },
    ],
    tenders: [{ kind: 'WECHAT_PAY', amountFen: 86_000 }],
    ...more,
  };
}
