import type { Json } from "@castellan/graph";
import type { CollectedCall } from "../document.ts";
import type { Journal } from "../journal.ts";
import { withoutSecrets } from "../masking.ts";
import { plainAnswer, valueAt } from "./answer.ts";
import type { AwsCredentials, AwsSend, AwsService } from "./clients.ts";
import { outcomeOf } from "./outcome.ts";

/** One account, and how it is spoken to. */
export interface Session {
  readonly account: string;
  readonly credentials: AwsCredentials | undefined;
}

export interface Asked {
  readonly session: Session;
  readonly region: string;
  readonly service: AwsService;
  readonly operation: string;
  readonly input: { readonly [parameter: string]: unknown };
  /** Type that is not known without it. */
  readonly type: string;
  /** What it is about. */
  readonly resource?: string;
  readonly absent?: readonly string[];
}

/** An answer; nothing there; or nothing known. */
export type Answer = { readonly told: Json } | "absent" | "unread";

/** A list that never ends is cut off, and said to be incomplete. */
const PAGES = 10_000;

/** Makes calls, takes secrets out of answers, remembers them and keeps the record. Never throws for a call that fails. */
export class Caller {
  readonly #send: AwsSend;
  readonly #journal: Journal;
  readonly #run: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #under = new Map<string, Promise<Answer>>();
  readonly calls = new Map<string, CollectedCall>();
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    readonly send: AwsSend;
    readonly journal: Journal;
    readonly run: <T>(work: () => Promise<T>) => Promise<T>;
    readonly signal?: AbortSignal;
  }) {
    this.#send = options.send;
    this.#journal = options.journal;
    this.#run = options.run;
    this.#signal = options.signal;
  }

  /** The same call is made once. */
  ask(asked: Asked): Promise<Answer> {
    const key = JSON.stringify([asked.session.account, asked.region, asked.service, asked.operation, asked.input]);
    let answer = this.#under.get(key);
    if (answer === undefined) {
      answer = this.#made(key, asked);
      this.#under.set(key, answer);
    }
    return answer;
  }

  async #made(key: string, asked: Asked): Promise<Answer> {
    const known = this.#journal.get(key);
    if (known !== undefined) {
      this.#record(asked, { outcome: "ok" });
      return known === ABSENT ? "absent" : { told: known };
    }
    const { session, region, service, operation, input } = asked;
    try {
      this.#signal?.throwIfAborted();
      const answered = await this.#run(() => this.#send({ service, operation, region, input, credentials: session.credentials }));
      const told = withoutSecrets(plainAnswer(answered) ?? {});
      this.#journal.put(key, told);
      this.#record(asked, { outcome: "ok" });
      return { told };
    } catch (error) {
      if (this.#signal?.aborted === true) throw error;
      const { outcome, error: name } = outcomeOf(error);
      if (asked.absent?.includes(name) === true) {
        this.#journal.put(key, ABSENT);
        this.#record(asked, { outcome: "ok" });
        return "absent";
      }
      this.#record(asked, { outcome, error: name });
      return "unread";
    }
  }

  /** Every page of a list. `complete` is false where a page could not be read. */
  async pages(asked: Asked): Promise<{ readonly pages: readonly Json[]; readonly complete: boolean; readonly absent: boolean }> {
    const pages: Json[] = [];
    let input = asked.input;
    const seen = new Set<string>();
    while (pages.length < PAGES) {
      const answer = await this.ask({ ...asked, input });
      if (answer === "absent") return { pages, complete: true, absent: true };
      if (answer === "unread") return { pages, complete: false, absent: false };
      pages.push(answer.told);
      const next = nextPage(answer.told);
      if (next === undefined) return { pages, complete: true, absent: false };
      const token = JSON.stringify(next);
      if (seen.has(token)) break;
      seen.add(token);
      input = { ...asked.input, ...next };
    }
    this.#record(asked, { outcome: "failed", error: "EndlessList" });
    return { pages, complete: false, absent: false };
  }

  /** A call that was made elsewhere. */
  note(asked: Asked, error?: unknown): void {
    this.#record(asked, error === undefined ? { outcome: "ok" } : outcomeOf(error));
  }

  #record(asked: Asked, { outcome, error }: Pick<CollectedCall, "outcome" | "error">): void {
    const { session, region, service, operation, resource, type } = asked;
    const entry: CollectedCall = {
      account: session.account,
      region,
      service,
      operation,
      outcome,
      ...(resource === undefined ? {} : { resource }),
      ...(error === undefined ? {} : { error }),
      ...(outcome === "ok" ? {} : { type }),
    };
    const key = `${entry.account} ${region} ${service} ${operation} ${resource ?? ""}`;
    // Pages are one call; where one of them failed, it failed.
    if (outcome !== "ok" || !this.calls.has(key)) this.calls.set(key, entry);
  }
}

/** Stands in the journal for "it is not set". */
const ABSENT = "\u0000absent";

/** Parameters of the next page; services call the token by four names. */
function nextPage(answer: Json): { readonly [parameter: string]: Json } | undefined {
  for (const name of ["NextToken", "nextToken", "ContinuationToken"]) {
    const token = valueAt(answer, name);
    if (typeof token === "string" && token !== "") return { [name]: token };
  }
  const marker = valueAt(answer, "NextMarker") ?? valueAt(answer, "Marker");
  return typeof marker === "string" && marker !== "" && valueAt(answer, "IsTruncated") !== false && valueAt(answer, "Truncated") !== false
    ? { Marker: marker }
    : undefined;
}
