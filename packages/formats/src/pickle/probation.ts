import type { PickleMachine } from "./machine.ts";
import { isPlausibleImport } from "./plausible-import.ts";
import type { PickleAnomaly, PickleEffect, PickleListener, PickleStream, PickleValue } from "./value.ts";

/** What must happen before bytes found by search are taken for a stream. */
export interface Proof {
  /** Without an error up to STOP: at least so many opcodes. */
  readonly opcodesToStop: number;
  /** Before any error: an import, or an import and a call. */
  readonly effects: "import" | "call";
}

interface Held {
  readonly effect?: PickleEffect;
  readonly stream?: PickleStream;
  readonly data?: PickleValue;
  readonly anomaly?: PickleAnomaly;
}

const MOST_EVENTS = 4096;
/**
 * Holds back what a stream does until it is likely to be one. Data between streams is full of bytes that happen to be
 * opcodes: an attempt whose first error comes before its proof leaves no trace.
 */
export class Probation implements PickleListener {
  accepted = false;
  machine: PickleMachine | undefined;
  readonly #listener: PickleListener;
  readonly #proof: Proof;
  readonly #events: Held[] = [];
  #failed = false;
  #imported = false;

  constructor(listener: PickleListener, proof: Proof) {
    this.#listener = listener;
    this.#proof = proof;
  }

  effect(effect: PickleEffect): void {
    if (this.accepted) this.#listener.effect(effect);
    else {
      this.#hold({ effect });
      this.#consider(effect);
    }
  }

  #consider(effect: PickleEffect): void {
    if (this.#failed) return;
    if (effect.kind === "import" && isPlausibleImport(effect.global)) {
      this.#imported = true;
      if (this.#proof.effects === "import") this.#accept();
    } else if (effect.kind === "call" && this.#imported) this.#accept();
  }

  anomaly(anomaly: PickleAnomaly): void {
    if (this.accepted) this.#listener.anomaly(anomaly);
    else if (anomaly.fatal !== true) this.#hold({ anomaly });
    else {
      this.#failed = true;
      if (this.machine !== undefined) this.machine.ended ??= "error";
    }
  }

  stream(stream: PickleStream): void {
    if (this.accepted) this.#listener.stream?.(stream);
    else this.#hold({ stream });
  }

  data(value: PickleValue): void {
    if (this.accepted) this.#listener.data?.(value);
    else if (this.#events.length < MOST_EVENTS / 2) this.#events.push({ data: value });
  }

  bytesAfterBuild(target: PickleValue, offset: number): number | "pickle" {
    return this.#listener.bytesAfterBuild?.(target, offset) ?? 0;
  }

  #hold(event: Held): void {
    this.#events.push(event);
    // So much without an error is no accident.
    if (this.#events.length >= MOST_EVENTS && !this.#failed) this.#accept();
  }

  /** To be told how the attempt ended. */
  conclude(stream: PickleStream): void {
    if (!this.accepted && !this.#failed && stream.ended === "stop" && stream.opcodes >= this.#proof.opcodesToStop) this.#accept();
  }

  #accept(): void {
    this.accepted = true;
    for (const event of this.#events.splice(0)) {
      if (event.effect !== undefined) this.#listener.effect(event.effect);
      else if (event.data !== undefined) this.#listener.data?.(event.data);
      else if (event.anomaly !== undefined) this.#listener.anomaly(event.anomaly);
      else if (event.stream !== undefined) this.#listener.stream?.(event.stream);
    }
  }
}
