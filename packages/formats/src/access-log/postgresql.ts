import type { AccessEvent } from "./event.ts";
import { type Fields, textOf, timeOf } from "./field.ts";

/** One entry of a PostgreSQL log, in whatever form it was written. */
export interface PostgresEntry {
  readonly time: string;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  readonly address?: string | undefined;
  readonly application?: string | undefined;
  readonly severity: string;
  readonly state?: string | undefined;
  readonly message: string;
}

/** jsonlog (postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-JSONLOG). */
export function looksLikePostgresJson(fields: Fields): boolean {
  return typeof fields["error_severity"] === "string" && typeof fields["timestamp"] === "string";
}

export function postgresJson(fields: Fields): PostgresEntry {
  return {
    time: textOf(fields["timestamp"]) ?? "",
    user: textOf(fields["user"]),
    database: textOf(fields["dbname"]),
    address: textOf(fields["remote_host"]),
    application: textOf(fields["application_name"]),
    severity: textOf(fields["error_severity"]) ?? "",
    state: textOf(fields["state_code"]),
    message: textOf(fields["message"]) ?? "",
  };
}

const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? ?[A-Z+\-\d:]{1,6}`;
const CSV_START = new RegExp(`^${TIME},`);
const PREFIX = new RegExp(`^(${TIME})[ :]`);

export function looksLikePostgresCsv(line: string): boolean {
  return CSV_START.test(line);
}

export function looksLikePostgresText(line: string): boolean {
  return PREFIX.test(line.slice(0, 64)) && /\b(?:LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|STATEMENT|DETAIL|HINT): /.test(line.slice(0, 512));
}

/** csvlog: the columns by their place (postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG). */
export function postgresCsv(line: string): PostgresEntry | string {
  const fields = csvFields(line);
  if (fields.length < 14) return `${fields.length} columns where csvlog has at least 23`;
  return {
    time: fields[0] ?? "",
    user: textOf(fields[1]),
    database: textOf(fields[2]),
    address: textOf(fields[4])?.replace(/:\d+$/, ""),
    application: textOf(fields[22]),
    severity: fields[11] ?? "",
    state: textOf(fields[12]),
    message: fields[13] ?? "",
  };
}

/** Fields of one CSV record; quotes are doubled within quotes. */
export function csvFields(line: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length && fields.length < 64) {
    if (line[at] === '"') {
      let value = "";
      let from = at + 1;
      for (;;) {
        const quote = line.indexOf('"', from);
        if (quote < 0) {
          value += line.slice(from);
          at = line.length + 1;
          break;
        }
        value += line.slice(from, quote);
        if (line[quote + 1] !== '"') {
          at = quote + 2;
          break;
        }
        value += '"';
        from = quote + 2;
      }
      fields.push(value);
    } else {
      const comma = line.indexOf(",", at);
      fields.push(line.slice(at, comma < 0 ? line.length : comma));
      at = comma < 0 ? line.length + 1 : comma + 1;
    }
  }
  return fields;
}

/**
 * stderr: whatever `log_line_prefix` puts before the severity; the user and database are looked for as `user@database`
 * and `user=…,db=…`, the address as `10.0.0.1(5432)` or `client=…`.
 */
export function postgresText(line: string): PostgresEntry | undefined {
  const time = PREFIX.exec(line.slice(0, 64))?.[1];
  const found = time === undefined ? null : /\b(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE): {1,2}/.exec(line.slice(0, 512));
  if (time === undefined || found === null) return undefined;
  const prefix = line.slice(time.length, found.index);
  const at = /([\w.$-]{1,63}|\[unknown\])@([\w.$-]{1,63}|\[unknown\])/.exec(prefix);
  const named = /\buser=([^,\s]{0,63})/.exec(prefix)?.[1];
  return {
    time,
    user: unlessUnknown(at?.[1] ?? named),
    database: unlessUnknown(at?.[2] ?? /\b(?:db|database)=([^,\s]{0,63})/.exec(prefix)?.[1]),
    address:
      /((?:\d{1,3}\.){3}\d{1,3}|[\da-f:]{3,39}:[\da-f:]{1,39})\(\d+\)/.exec(prefix)?.[1] ??
      /\b(?:client|host)=([^,\s]{1,63})/.exec(prefix)?.[1],
    application: unlessUnknown(/\bapp(?:lication)?(?:_name)?=([^,]{0,63})/.exec(prefix)?.[1]),
    severity: found[1] ?? "",
    message: line.slice(found.index + found[0].length),
  };
}

function unlessUnknown(text: string | undefined): string | undefined {
  return text === undefined || text === "" || text === "[unknown]" ? undefined : text;
}

/** The access that an entry tells of; undefined where it tells of none; a text says what is wrong with it. */
export function postgresEvent(entry: PostgresEntry, record: number): AccessEvent | string | undefined {
  const time = timeOf(entry.time);
  if (time === undefined) return "no time";
  const what = accessOf(entry);
  if (what === undefined) return undefined;
  const who = entry.user ?? what.user;
  const database = entry.database ?? what.database ?? "unknown";
  return {
    format: "postgresql",
    time,
    principal: who ?? "unknown",
    principalKind: who === undefined ? "anonymous" : "user",
    action: `postgresql:${what.command}`,
    resources: [`postgresql:${database}${what.object === undefined ? "" : `/${what.object}`}`],
    ...(entry.address === undefined ? {} : { source: entry.address }),
    ...((entry.application ?? what.application) === undefined ? {} : { userAgent: entry.application ?? what.application ?? "" }),
    outcome: what.outcome ?? "success",
    ...(entry.state === undefined || entry.state === "00000" ? {} : { error: entry.state }),
    readOnly: /^(?:SELECT|COPY TO|connect)/.test(what.command),
    ...(what.rows === undefined ? {} : { count: what.rows }),
    account: database,
    record,
  };
}

interface Access {
  readonly command: string;
  readonly object?: string | undefined;
  readonly rows?: number;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  readonly application?: string | undefined;
  readonly outcome?: AccessEvent["outcome"];
}

function accessOf({ message, severity, state }: PostgresEntry): Access | undefined {
  if (message.startsWith("AUDIT: ")) return audited(message.slice(7));
  const connected = /^connection authorized: user=(\S+)(?: database=(\S+))?(?: application_name=(\S+))?/.exec(message);
  if (connected !== null) return { command: "connect", user: connected[1], database: connected[2], application: connected[3] };
  if (severity === "ERROR" || severity === "FATAL") {
    const refused = /^permission denied for (?:table|relation|view|schema|function|sequence|database) (\S+)/.exec(message);
    if (refused !== null) return { command: "denied", object: refused[1], outcome: "denied" };
    const failed = /^(?:password authentication failed for user|no pg_hba\.conf entry for host .{0,100} user) "([^"]{1,63})"/.exec(message);
    if (failed !== null) return { command: "connect", user: failed[1], outcome: "denied" };
    return state === "42501" ? { command: "denied", outcome: "denied" } : undefined;
  }
  const statement = /^(?:duration: [\d.]+ ms {2})?(?:statement|execute [^:]{1,80}): /.exec(message);
  return statement === null ? undefined : stated(message.slice(statement[0].length));
}

/** pgaudit: type, ids, class, command, kind and name of the object, statement, parameters, rows (github.com/pgaudit/pgaudit, "Format"). */
function audited(text: string): Access | undefined {
  const [, , , , command, , object, statement, , rows] = csvFields(text);
  if (command === undefined || command === "") return undefined;
  const name = textOf(object);
  return {
    command: command === "COPY" ? copyCommand(statement ?? "") : command,
    ...(name === undefined ? {} : { object: name }),
    ...(rows !== undefined && /^\d{1,12}$/.test(rows) ? { rows: Number(rows) } : {}),
  };
}

/** The command of a statement and the first name behind it. */
function stated(statement: string): Access | undefined {
  const head = statement.slice(0, 4_096).trimStart();
  const command = /^[a-z]{2,12}/i.exec(head)?.[0].toUpperCase();
  if (command === undefined) return undefined;
  const object =
    command === "COPY"
      ? /^copy\s+([\w."]+)/i.exec(head)?.[1]
      : /\b(?:from|into|update|table|join)\s+(?:only\s+)?([\w."]+)/i.exec(head)?.[1];
  return { command: command === "COPY" ? copyCommand(head) : command, object: object?.replaceAll('"', "") };
}

/** COPY takes out or brings in, to a file, a program or the client: the word behind the table or the query says which. */
function copyCommand(statement: string): string {
  const text = statement.slice(0, 4_096);
  let depth = 0;
  for (const { 0: word } of text.matchAll(/[()]|\b(?:to|from)\s+(?:program\b)?/gi)) {
    if (word === "(") depth++;
    else if (word === ")") depth--;
    else if (depth === 0) return `COPY ${/^to/i.test(word) ? "TO" : "FROM"}${/program/i.test(word) ? " PROGRAM" : ""}`;
  }
  return "COPY";
}
