import { type FlatAccess, flatbufferSchema, viewOf, walkFlatbuffer } from "@castellan/formats";
import type { Interpreter, Subject, Visit } from "../interpreter.ts";
import { flatFinding } from "./problems.ts";

/** Namespaces of operators that come with PyTorch and the runtime. */
const OWN = /^(?:aten|prims|prim|executorch_prim|dim_order_ops|quantized_decomposed|quantized|torchao|llama|sdpa|et_copy)$/;
/** Backends whose payload is a graph of mathematics in a published format. */
const READABLE_BACKENDS: ReadonlySet<string> = new Set(["XnnpackBackend", "VulkanBackend"]);
const MAX_NAMES = 10_000;

interface Segment {
  readonly offset: number;
  readonly size: number;
  readonly at: number;
}

class Program {
  readonly #visit: Visit;
  readonly #operators = new Map<string, number>();
  readonly #backends = new Map<string, number>();
  readonly segments: Segment[] = [];

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  add(access: FlatAccess, within: string): void {
    if (access.name === "Operator" && this.#operators.size < MAX_NAMES) this.#operators.set(access.text("name") ?? "", access.offset);
    else if (access.name === "BackendDelegate" && this.#backends.size < MAX_NAMES)
      this.#backends.set(access.text("id") ?? "", access.offset);
    else if (access.name === "DataSegment" && within === "Program.segments")
      this.segments.push({ offset: access.number("offset") ?? 0, size: access.number("size") ?? 0, at: access.offset });
    else if (access.name === "ExecutionPlan") this.#visit.fact("method", (access.text("name") ?? "").slice(0, 200));
  }

  judge(): void {
    const custom = [...this.#operators].filter(([name]) => !OWN.test(name.split("::")[0] ?? ""));
    const [first] = custom;
    if (first !== undefined)
      this.#visit.finding({
        rule: "executorch-custom-operator",
        offset: first[1],
        message: `Operators of other libraries: ${custom
          .slice(0, 8)
          .map(([name]) => JSON.stringify(name.slice(0, 80)))
          .join(", ")}.`,
      });
    for (const [backend, offset] of this.#backends)
      if (!READABLE_BACKENDS.has(backend))
        this.#visit.finding({
          rule: "executorch-delegate",
          offset,
          message: `A part was compiled for ${JSON.stringify(backend.slice(0, 80))}.`,
        });
    if (this.#operators.size > 0) this.#visit.fact("operators", [...this.#operators.keys()].slice(0, 40));
    if (this.#backends.size > 0) this.#visit.fact("backends", [...this.#backends.keys()].slice(0, 40));
  }
}

function inspect({ source, head }: Subject, visit: Visit): void {
  visit.format("executorch");
  const view = viewOf(head);
  const extended = head.length >= 40 && String.fromCharCode(...head.subarray(8, 12)) === "eh00";
  const number = (at: number): number => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  // The header stands in the room that the flatbuffer leaves before its root.
  const headerEnd = extended ? 8 + view.getUint32(12, true) : 8;
  const size = extended ? number(16) : source.size;
  const base = extended ? number(24) : 0;
  if (size > source.size)
    visit.finding({ rule: "malformed", offset: 8, message: `The program should have ${size} bytes; the file has ${source.size}.` });
  if (extended) visit.claim(8, Math.min(headerEnd, size), "extended header");
  const program = new Program(visit);
  walkFlatbuffer(
    source,
    flatbufferSchema("executorch"),
    "Program",
    {
      table: (access, within) => program.add(access, within),
      claim: (start, end, what) => visit.claim(start, end, what),
      problem: (problem) => visit.finding(flatFinding(problem)),
      spend: (steps) => visit.spend("operations", steps),
    },
    Math.min(size, source.size),
  );
  for (const { offset, size: length, at } of program.segments) {
    if (offset + length >= 2 ** 63)
      visit.finding({ rule: "flatbuffer-overflow", offset: at, message: `A segment of ${length} bytes from byte ${offset} wraps around.` });
    else if (base + offset + length > source.size)
      visit.finding({ rule: "malformed", offset: at, message: "A segment lies outside of the file." });
    else visit.claim(base + offset, base + offset + length, "segment");
  }
  program.judge();
}

/** ExecuTorch programs: tables, operators, delegates, segments. */
export const executorch: Interpreter = {
  id: "executorch",
  accepts: ({ head }) => /^ET\d\d$/.test(String.fromCharCode(...head.subarray(4, 8))),
  inspect,
};
