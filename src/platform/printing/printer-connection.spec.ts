import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sendToPrinter } from './printer-connection.js';

const HOST = '127.0.0.1';
const servers: Server[] = [];
const sockets: Socket[] = [];

function printer(serve: (socket: Socket) => void): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.push(socket);
      serve(socket.on('error', () => socket.destroy()));
    });
    servers.push(server);
    server.listen(0, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

async function switchOff(): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
}

afterEach(switchOff);

describe('a network printer', () => {
  it('gets every byte', async () => {
    const paper: Buffer[] = [];
    const port = await printer((socket) => {
      socket.on('data', (bytes) => paper.push(bytes));
      socket.on('end', () => socket.end());
    });
    const bytes = Buffer.alloc(200_000, 0x2a);
    expect(await sendToPrinter({ host: HOST, port }, bytes)).toEqual({ state: 'sent' });
    expect(Buffer.concat(paper)).toEqual(bytes);
  });

  it('may answer with its status and never hang up', async () => {
    const port = await printer((socket) => socket.on('data', () => socket.write(Buffer.from([0x12]))));
    expect(await sendToPrinter({ host: HOST, port }, Buffer.from('纸'))).toEqual({ state: 'sent' });
  });

  it('that is switched off was not reached: the copy can be sent again', async () => {
    const port = await printer((socket) => socket.end());
    await switchOff();
    expect(await sendToPrinter({ host: HOST, port }, Buffer.from('纸'))).toEqual({
      state: 'unreached',
      reason: 'ECONNREFUSED',
    });
  });

  it('that dies while printing was interrupted: paper may have come out', async () => {
    const port = await printer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const delivery = await sendToPrinter({ host: HOST, port }, Buffer.alloc(50_000_000, 0x2a));
    expect(delivery.state).toBe('interrupted');
  });
});
