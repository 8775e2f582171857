import { connect } from 'node:net';

export const RAW_PRINTER_PORT = 9100;
const CONNECT_TIMEOUT_MS = 3_000;
const SEND_TIMEOUT_MS = 15_000;
/** Many printers never hang up themselves: once the last byte is out they get this long to refuse it. */
const HANG_UP_MS = 500;

export interface PrinterAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * What became of the bytes. `unreached`: the printer never got any, so sending again is safe. `interrupted`: it got
 * some, so a copy may be lying there; only a clerk can tell, and prints again as a reprint.
 */
export type Delivery =
  { readonly state: 'sent' } | { readonly state: 'unreached' | 'interrupted'; readonly reason: string };

/** Sends raw bytes to a network printer. Never throws; every wait is bounded. */
export function sendToPrinter({ host, port }: PrinterAddress, bytes: Buffer): Promise<Delivery> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let progress: 'calling' | 'sending' | 'flushed' = 'calling';
    const settle = (delivery: Delivery): void => {
      resolve(delivery);
      socket.destroy();
    };
    const fail = (reason: string): void =>
      settle({ state: progress === 'calling' ? 'unreached' : 'interrupted', reason });
    const ended = (reason: string): void => (progress === 'flushed' ? settle({ state: 'sent' }) : fail(reason));

    socket.setTimeout(CONNECT_TIMEOUT_MS, () => ended('ETIMEDOUT'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    socket.once('close', () => ended('ECLOSED'));
    socket.once('connect', () => {
      progress = 'sending';
      socket.setTimeout(SEND_TIMEOUT_MS);
      socket.resume(); // status bytes are read and dropped, so that a printer that answers never stalls
      socket.end(bytes, () => {
        progress = 'flushed';
        socket.setTimeout(HANG_UP_MS);
      });
    });
  });
}
