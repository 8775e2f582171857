interface Recommended {
  readonly month: string;
  readonly staffNo: string;
  readonly documentNo: string;
  readonly cards: number;
  readonly paidFen: number;
  readonly backFen: number;
}

type Cells = readonly (string | number)[];

/** A line for each colleague and month with the cards and top-ups behind it: month, staff number, document, cards, top-ups, paid, taken back, net. A top-up of which nothing stands is not counted. */
export function recommendedRows(topUps: readonly Recommended[]): { cells: Cells; strong?: boolean }[] {
  const groups = new Map<string, Recommended[]>();
  for (const topUp of topUps) {
    const key = `${topUp.month} ${topUp.staffNo}`;
    groups.set(key, [...(groups.get(key) ?? []), topUp]);
  }
  return [...groups.values()].flatMap((own) => {
    const sum = (of: (topUp: Recommended) => number) => own.reduce((total, topUp) => total + of(topUp), 0);
    const [paid, back] = [sum(({ paidFen }) => paidFen), sum(({ backFen }) => backFen)];
    const { month = '', staffNo = '' } = own[0] ?? {};
    return [
      {
        strong: true,
        cells: [month, staffNo, '', sum(({ cards }) => cards), sum(counted), paid, 0 - back, paid - back],
      },
      ...own.map((topUp) => ({
        cells: [
          '',
          '',
          topUp.documentNo,
          topUp.cards,
          counted(topUp),
          topUp.paidFen,
          0 - topUp.backFen,
          topUp.paidFen - topUp.backFen,
        ],
      })),
    ];
  });
}

function counted({ paidFen, backFen }: Recommended): number {
  return paidFen > backFen ? 1 : 0;
}
