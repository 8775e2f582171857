import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../clock/clock.js';
import { PersonVault } from '../crypto/person-vault.js';
import { Reader } from '../database/reader.js';
import { Writer } from '../database/writer.js';
import type { Tx } from '../database/tx.js';
import { copiesFromJson, frameCopy } from './copy-frame.js';
import { openBody } from './document-body.js';
import { toEscPos } from './esc-pos.js';
import { claimDueJobs, type ClaimedJob, type JobResult, recordResults } from './print-queue.js';
import { PrintJob } from './print-job.entity.js';
import { type Delivery, sendToPrinter } from './printer-connection.js';

const LOOK_EVERY_MS = 5_000;

/**
 * Sends queued copies to network printers after commit. Nothing waits for it and nothing is lost by it: a printer that
 * is off gets its copies when it answers again, and what never came out is a 补打 from the stored document.
 */
@Injectable()
export class PrinterOutbox implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(PrinterOutbox.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly writer: Writer,
    private readonly reader: Reader,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.again = false;
    await this.running;
  }

  /** Queues one copy in the unit of its act; it is sent as soon as that unit is durable. */
  async enqueue(tx: Tx, { documentPrintId, printerId }: { documentPrintId: string; printerId: string }): Promise<void> {
    await tx.insert(PrintJob, {
      id: uuidv7(),
      documentPrintId,
      printerId,
      state: 'waiting',
      tries: 0,
      nextTryAt: 0,
      lastError: null,
      createdAt: tx.now,
      updatedAt: tx.now,
    });
    tx.afterCommit(() => this.wake());
  }

  /** Sends everything that is due; resolves when the queue has been worked off once. One run at a time. */
  drain(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.workOff().finally(() => (this.running = undefined));
    return this.running;
  }

  private wake(): void {
    this.drain().catch((error: unknown) => this.log.error('print queue', error));
  }

  private async workOff(): Promise<void> {
    do {
      this.again = false;
      if (await this.sendBatch()) this.again = true;
    } while (this.again);
  }

  /** True when a whole batch went through: there may be more. */
  private async sendBatch(): Promise<boolean> {
    if (!(await this.hasWork())) return false;
    const jobs = await this.writer.unit('printing', (session) => claimDueJobs(session, this.clock.now()));
    if (jobs.length === 0) return false;
    const results = (await Promise.all([...byPrinter(jobs)].map((queue) => this.sendQueue(queue)))).flat();
    await this.writer.unit('printing', (session) => recordResults(session, results, this.clock.now()));
    return results.every(({ delivery }) => delivery.state === 'sent');
  }

  /** A read, so that an idle venue writes nothing. */
  private async hasWork(): Promise<boolean> {
    const row = await this.reader.one("SELECT id FROM print_job WHERE state IN ('waiting', 'sending') LIMIT 1");
    return row !== undefined;
  }

  /** Copies of one printer leave in the order they were made; after the first that cannot be reached the rest wait too. */
  private async sendQueue(queue: readonly ClaimedJob[]): Promise<JobResult[]> {
    const results: JobResult[] = [];
    let unreached: Delivery | undefined;
    for (const job of queue) {
      const delivery = unreached ?? (await this.send(job));
      if (delivery.state === 'unreached') unreached = delivery;
      results.push({ job, delivery });
    }
    return results;
  }

  private async send(job: ClaimedJob): Promise<Delivery> {
    const body = await openBody(this.reader, this.vault, { ...job, id: job.documentId });
    const copy = copiesFromJson(job.copies).find(({ name }) => name === job.copy);
    if (body === null || !copy) return { state: 'interrupted', reason: 'ERASED' };
    return sendToPrinter({ host: job.host, port: job.port }, toEscPos(frameCopy(body, copy, job.mark)));
  }
}

function byPrinter(jobs: readonly ClaimedJob[]): Iterable<ClaimedJob[]> {
  const queues = new Map<string, ClaimedJob[]>();
  for (const job of jobs) queues.set(job.printerId, [...(queues.get(job.printerId) ?? []), job]);
  return queues.values();
}
