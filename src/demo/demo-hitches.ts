/** The first of the told nights on which each may happen; it happens once. */
const FROM = {
  shortFloat: 2,
  countedShort: 3,
  drop: 4,
  refused: 5,
  roundDown: 6,
  counterfeit: 7,
  floatReturned: 10,
  absent: 12,
  fakePayment: 14,
  thirdShift: 16,
  late: 18,
  secondDrop: 19,
  shortBag: 20,
  countedOver: 22,
  overTolerance: 24,
} as const;
type Hitch = keyof typeof FROM;

/** What a counter lives through in a month besides evenings on which everything agrees: each of it once in the demo. */
export class DemoHitches {
  private night = 0;
  private readonly happened = new Set<Hitch>();

  nextNight(): void {
    this.night += 1;
  }

  /** Whether it is to happen now; whoever asks makes it happen. */
  takes(hitch: Hitch): boolean {
    if (this.night < FROM[hitch] || this.happened.has(hitch)) return false;
    this.happened.add(hitch);
    return true;
  }
}
