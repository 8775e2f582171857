import { Turnstile } from './turnstile.js';

describe('a crowd before the one writer', () => {
  it('is served in order of arrival, and told "busy" beyond the bound', async () => {
    const turnstile = new Turnstile(3);
    const order: number[] = [];
    const enter = (n: number) => turnstile.run(async () => void order.push(n));
    const waiting = [1, 2, 3].map(enter);
    await expect(enter(4)).rejects.toThrow('server.busy');
    await Promise.all(waiting);
    await enter(5);
    expect(order).toEqual([1, 2, 3, 5]);
  });

  it('goes on after somebody whose work failed', async () => {
    const turnstile = new Turnstile(3);
    await expect(turnstile.run(() => Promise.reject(new Error('dropped the tray')))).rejects.toThrow('tray');
    expect(await turnstile.run(() => Promise.resolve('served'))).toBe('served');
  });
});
