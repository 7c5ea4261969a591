import type { Argument, Expression } from "@castellan/formats";
import type { CallExpression } from "./scope.ts";

/** How a function that is handed over is called: which argument it is, and where its own arguments stand. */
interface HandOver {
  /** Position of the function, or the keyword that names it. */
  readonly function: number | string;
  /** The arguments behind it are its own; `list`: they stand in a list; `each`: every item is one call. */
  readonly form: "rest" | "list" | "each";
  readonly skip?: number;
}

/*
 * The documentation of Python's functools, threading, concurrent.futures, asyncio, multiprocessing, anyio and Starlette;
 * Function.prototype.bind of JavaScript.
 */
const HAND_OVERS: ReadonlyMap<string, HandOver> = new Map<string, HandOver>([
  ["partial", { function: 0, form: "rest" }],
  ["submit", { function: 0, form: "rest" }],
  ["to_thread", { function: 0, form: "rest" }],
  ["run_sync", { function: 0, form: "rest" }],
  ["run_in_threadpool", { function: 0, form: "rest" }],
  ["run_in_executor", { function: 1, form: "rest" }],
  ["call_soon", { function: 0, form: "rest" }],
  ["add_task", { function: 0, form: "rest" }],
  ["Thread", { function: "target", form: "list" }],
  ["Process", { function: "target", form: "list" }],
  ["apply_async", { function: 0, form: "list" }],
  ["map", { function: 0, form: "each" }],
  ["imap", { function: 0, form: "each" }],
  ["imap_unordered", { function: 0, form: "each" }],
  ["starmap", { function: 0, form: "each" }],
]);
const MAX_EACH = 8;

/** A function that a call hands over, and the call that will be made of it. */
export interface HandedCall {
  readonly function: Expression;
  readonly call: CallExpression;
}

/** `partial(f, model="m")`, `pool.submit(f, x)`, `Thread(target=f, args=(x,))`, `f.bind(null, x)`: calls that others make. */
export function handedCalls(call: CallExpression): readonly HandedCall[] {
  const { callee } = call;
  const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
  if (name === "bind" && callee.kind === "member")
    return [{ function: callee.object, call: { ...call, arguments: call.arguments.slice(1) } }];
  const how = HAND_OVERS.get(name);
  if (how === undefined) return [];
  const plain = call.arguments.filter((argument) => argument.name === undefined);
  const at = how.function;
  const taken = typeof at === "string" ? call.arguments.find((argument) => argument.name === at) : plain[at];
  if (taken === undefined || (taken.value.kind !== "name" && taken.value.kind !== "member")) return [];
  const made = (given: readonly Argument[]): HandedCall => ({
    function: taken.value,
    call: { ...call, callee: taken.value, arguments: given },
  });
  if (how.form === "rest") return [made(call.arguments.slice(call.arguments.indexOf(taken) + 1))];
  const own =
    call.arguments.find((argument) => argument.name === "args")?.value ?? (typeof at === "number" ? plain[at + 1]?.value : undefined);
  const named = call.arguments.find((argument) => argument.name === "kwargs" || argument.name === "kwds")?.value;
  const items = own?.kind === "list" && own.clauses === undefined ? own.items : [];
  if (how.form === "list") {
    const keywords: readonly Argument[] = named === undefined ? [] : [{ value: named, spread: "keyword" }];
    return items.length + keywords.length === 0 ? [] : [made([...items.map((value) => ({ value })), ...keywords])];
  }
  const [item] = own?.kind === "list" ? [] : own === undefined ? [] : [own];
  if (item !== undefined)
    return [
      made([
        {
          value: {
            kind: "index",
            object: item,
            index: { kind: "other", children: [], line: item.line, endLine: item.endLine },
            line: item.line,
            endLine: item.endLine,
          },
        },
      ]),
    ];
  return items
    .slice(0, MAX_EACH)
    .map((value) => made(name === "starmap" && value.kind === "list" ? value.items.map((inner) => ({ value: inner })) : [{ value }]));
}
