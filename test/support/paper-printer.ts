import { createServer, type AddressInfo, type Server } from 'node:net';

const HOST = '127.0.0.1';

/** A network printer on loopback with an endless roll: what it was sent, one text (latin1) for each connection. */
export class PaperPrinter {
  readonly host = HOST;
  readonly papers: string[] = [];
  private server: Server | undefined;
  private known = 0;

  /** Kept when the printer is switched off and on again. */
  get port(): number {
    return this.known;
  }

  async switchOn(): Promise<void> {
    const server = createServer((socket) => {
      const bytes: Buffer[] = [];
      socket.on('data', (part) => bytes.push(part));
      socket.on('end', () => this.papers.push(Buffer.concat(bytes).toString('latin1')));
    });
    await new Promise<void>((resolve) => server.listen(this.known, HOST, resolve));
    this.known = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** From now on its port refuses. */
  async switchOff(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}
