import { figuresOf } from '../rules/gift-period.js';
import { giftRings } from './gift-ring.js';

const ring = (opening: number, moved: Parameters<typeof figuresOf>[1]) =>
  giftRings([{ name: '蛋糕', figures: figuresOf(opening, moved) }])[0]!;

describe('the ring of a gift', () => {
  it.each([
    ['all of it', 2, { DRAW: 10, DELIVER: 6, RETURN: 3, DAMAGE: 1, LOSE: 1 }, 12],
    ['a piece missing when hands were counted', 0, { DRAW: 5, DELIVER: 2, COUNT: -1 }, 5],
    ['a piece found when hands were counted', 0, { DRAW: 5, DELIVER: 2, COUNT: 1 }, 6],
  ] as const)('closes over %s', (_, opening, moved, total) => {
    const { arcs, total: shown } = ring(opening, moved);
    const length = arcs.reduce((sum, { dash }) => sum + Number(dash.split(' ')[0]), 0);
    expect([shown, length.toFixed(1)]).toEqual([total, (2 * Math.PI * 40).toFixed(1)]);
  });

  it('of nothing is empty', () => expect(ring(0, {}).arcs).toEqual([]));
});
