import { comparePlatform } from './platform-compare.js';

const row = (number: string, amountFen: number) => ({ number, amountFen });
const ours = [row('26442000000000000001', 68_000), row('26442000000000000002', -8_000)];

it('finds the lists equal, red ones included', () => {
  expect(comparePlatform(ours, ours.toReversed())).toMatchObject({
    equal: true,
    ours: { count: 2, sumFen: 60_000 },
    theirs: { count: 2, sumFen: 60_000 },
  });
});

it('names what is missing either way and what has another amount, though count and sum agree', () => {
  const theirs = [row('26442000000000000001', 68_000), row('26442000000000000003', -8_000)];
  expect(comparePlatform(ours, theirs)).toMatchObject({
    equal: false,
    missingHere: [{ number: '26442000000000000003' }],
    missingThere: [{ number: '26442000000000000002' }],
  });
  expect(comparePlatform(ours, [row('26442000000000000001', 60_000), row('26442000000000000002', 0)])).toMatchObject({
    equal: false,
    otherAmount: [{ oursFen: 68_000, theirsFen: 60_000 }, { theirsFen: 0 }],
  });
});

it('proves nothing by two empty lists but that nothing was issued', () =>
  expect(comparePlatform([], [])).toMatchObject({ equal: true, ours: { count: 0, sumFen: 0 } }));
