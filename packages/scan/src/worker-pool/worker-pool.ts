import { Worker } from "node:worker_threads";

interface Numbered {
  readonly id: number;
}

export interface PoolOptions<Answer extends Numbered> {
  readonly size: number;
  /** Handed to each worker at its start (`workerData`). */
  readonly setup: unknown;
  /** Wall time that one file may take before its worker is killed, in milliseconds. */
  readonly fileTime: number;
  /** Entry of the worker: takes lists of tasks as messages, answers each task with a message. */
  readonly script: URL;
  readonly isAnswer: (message: unknown) => message is Answer;
  /** What a worker says beside its answers: a question that this thread answers in its own way. */
  readonly asked?: (message: unknown) => void;
  /** The answer for a task whose worker crashed, hung or was stopped. */
  readonly failed: (id: number, reason: string) => Answer;
}

/** Tasks that a worker holds at most: it never waits for the next one. */
const AHEAD = 8;
const WORKER_MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };

interface Seat<Task> {
  readonly worker: Worker;
  /** In the order in which the worker takes them. */
  readonly pending: Task[];
  timer?: NodeJS.Timeout;
  /** Its thread runs: only from then on a file takes time. One that cannot start ends with an error instead. */
  online: boolean;
  gone: boolean;
}

/**
 * Worker threads that read hostile files. A worker that crashes or hangs is replaced; the file that it was at is answered
 * with the failure, the others are handed to the next worker.
 */
export class WorkerPool<Task extends Numbered, Answer extends Numbered> {
  readonly #options: PoolOptions<Answer>;
  readonly #seats = new Set<Seat<Task>>();
  #queue: Task[] = [];
  #answered: (answer: Answer) => void = () => {};
  #settle: () => void = () => {};
  #open = 0;
  #briefing: unknown;
  #stopped: string | undefined;

  constructor(options: PoolOptions<Answer>) {
    this.#options = options;
  }

  /** Starts the workers before there is work, so that they load while this thread does. */
  start(): void {
    while (this.#seats.size < this.#options.size) this.#seat();
  }

  /** Tells every worker, present and later, what it must know before its first task. */
  brief(briefing: unknown): void {
    this.#briefing = briefing;
    for (const { worker } of this.#seats) worker.postMessage(briefing);
  }

  /** Answers every task exactly once, in any order. */
  run(tasks: readonly Task[], answered: (answer: Answer) => void): Promise<void> {
    if (tasks.length === 0) return Promise.resolve();
    this.#queue = [...tasks].reverse();
    this.#answered = answered;
    this.#open = tasks.length;
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#stopped !== undefined) this.stop(this.#stopped);
      else {
        this.start();
        for (const seat of this.#seats) this.#feed(seat);
      }
    });
  }

  /** Gives up: what is not answered yet is answered with this failure. */
  stop(reason: string): void {
    this.#stopped = reason;
    const left = [...this.#queue, ...[...this.#seats].flatMap(({ pending }) => pending)];
    this.#queue = [];
    for (const seat of this.#seats) this.#remove(seat);
    for (const task of left) this.#finish(this.#options.failed(task.id, reason));
  }

  async close(): Promise<void> {
    const workers = [...this.#seats].map(({ worker }) => worker);
    for (const seat of this.#seats) this.#remove(seat);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #seat(): Seat<Task> {
    const { setup, script } = this.#options;
    const worker = new Worker(script, { workerData: setup, resourceLimits: WORKER_MEMORY });
    const seat: Seat<Task> = { worker, pending: [], online: false, gone: false };
    this.#seats.add(seat);
    if (this.#briefing !== undefined) worker.postMessage(this.#briefing);
    worker.on("online", () => {
      seat.online = true;
      this.#watch(seat);
    });
    worker.on("message", (message: unknown) => this.#take(seat, message));
    worker.on("error", (error) => this.#lose(seat, `the reader crashed: ${error instanceof Error ? error.message : String(error)}`));
    worker.on("exit", () => this.#lose(seat, "the reader ended unexpectedly"));
    return seat;
  }

  #take(seat: Seat<Task>, message: unknown): void {
    if (seat.gone) return;
    if (!this.#options.isAnswer(message)) {
      this.#options.asked?.(message);
      return;
    }
    const at = seat.pending.findIndex(({ id }) => id === message.id);
    if (at < 0) return;
    seat.pending.splice(at, 1);
    this.#watch(seat);
    this.#feed(seat);
    this.#finish(message);
  }

  #feed(seat: Seat<Task>): void {
    if (seat.gone || seat.pending.length > AHEAD / 2) return;
    const tasks: Task[] = [];
    while (seat.pending.length + tasks.length < AHEAD) {
      const task = this.#queue.pop();
      if (task === undefined) break;
      tasks.push(task);
    }
    if (tasks.length === 0) return;
    seat.pending.push(...tasks);
    seat.worker.postMessage(tasks);
    if (seat.timer === undefined) this.#watch(seat);
  }

  #watch(seat: Seat<Task>): void {
    clearTimeout(seat.timer);
    delete seat.timer;
    if (seat.pending.length === 0 || seat.gone || !seat.online) return;
    seat.timer = setTimeout(() => this.#lose(seat, `reading took longer than ${this.#options.fileTime / 1000} s`), this.#options.fileTime);
  }

  /** The first pending task is what the worker was at. */
  #lose(seat: Seat<Task>, reason: string): void {
    if (seat.gone) return;
    this.#remove(seat);
    const [culprit, ...others] = seat.pending;
    this.#queue.push(...others.reverse());
    if (this.#queue.length > 0 && this.#stopped === undefined) this.#feed(this.#seat());
    if (culprit !== undefined) this.#finish(this.#options.failed(culprit.id, reason));
  }

  #remove(seat: Seat<Task>): void {
    seat.gone = true;
    clearTimeout(seat.timer);
    this.#seats.delete(seat);
    void seat.worker.terminate();
  }

  #finish(answer: Answer): void {
    this.#answered(answer);
    this.#open--;
    if (this.#open === 0) this.#settle();
  }
}
