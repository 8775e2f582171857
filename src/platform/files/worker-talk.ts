import { Worker } from 'node:worker_threads';

/** A file that makes its worker outgrow this kills the worker, never the counter. */
const WORKER_HEAP_MB = 768;
/** Rows are many short-lived texts: room for them halves the time of a large file (measured). */
const WORKER_YOUNG_HEAP_MB = 64;
const PATIENCE_MS = 60_000;

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The worker died, of its heap or of an error, or took too long. */
export class WorkerLost extends Error {}

/** Talks to a worker by turns: one question, one answer. A worker that dies answers with `WorkerLost`. */
export class WorkerTalk<Question, Answer> {
  private readonly worker: Worker;
  private waiting: Waiting<Answer> | undefined;
  private lost: WorkerLost | undefined;

  constructor(script: URL, workerData: object) {
    this.worker = new Worker(script, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: WORKER_YOUNG_HEAP_MB },
    });
    this.worker.on('message', (answer: Answer) => this.take()?.resolve(answer));
    this.worker.on('error', (error) => this.lose(error.message));
    this.worker.on('exit', (code) => this.lose(`exit ${code}`));
  }

  ask(question: Question): Promise<Answer> {
    this.worker.postMessage(question);
    return this.listen();
  }

  /** What the worker says of itself, without being asked: its first word. */
  async listen(): Promise<Answer> {
    if (this.lost) throw this.lost;
    const timer = setTimeout(() => this.lose('no answer'), PATIENCE_MS);
    try {
      return await new Promise<Answer>((resolve, reject) => (this.waiting = { resolve, reject }));
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private take(): Waiting<Answer> | undefined {
    const waiting = this.waiting;
    this.waiting = undefined;
    return waiting;
  }

  private lose(reason: string): void {
    this.lost ??= new WorkerLost(reason);
    this.take()?.reject(this.lost);
  }
}
