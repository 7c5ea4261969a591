import { at, type ConfigNode, entries, entry, items, text } from "@castellan/formats";

/** A state of an Amazon States Language definition (states-language.net). */
export interface State {
  readonly name: string;
  readonly node: ConfigNode;
  readonly line: number;
  /** Names of the Task states that end before it starts. */
  readonly after: ReadonlySet<string>;
}

const MAX_STATES = 2000;
const MAX_DEPTH = 12;

export function isDefinition(node: ConfigNode | undefined): boolean {
  return text(entry(node, "StartAt")?.value) !== undefined && entries(entry(node, "States")?.value).some(({ value }) => isState(value));
}

function isState(node: ConfigNode): boolean {
  return /^(?:Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)$/.test(text(entry(node, "Type")?.value) ?? "");
}

/** Edges between states; a Map or Parallel state has an entry and, under `name\0`, an exit. */
class Flow {
  readonly tasks = new Map<string, { readonly node: ConfigNode; readonly line: number }>();
  readonly #next = new Map<string, string[]>();
  #left = MAX_STATES;

  edge(from: string, to: string): void {
    const list = this.#next.get(from);
    if (list === undefined) this.#next.set(from, [to]);
    else list.push(to);
  }

  /** Adds the states of a definition that is entered from one state and left to another. */
  add(definition: ConfigNode, from: string, to: string, prefix: string, depth: number): void {
    const start = text(entry(definition, "StartAt")?.value);
    if (depth > MAX_DEPTH || start === undefined) return;
    this.edge(from, prefix + start);
    for (const { key, value, line } of entries(entry(definition, "States")?.value)) {
      this.#left -= 1;
      if (this.#left < 0) return;
      const name = prefix + key;
      const type = text(entry(value, "Type")?.value);
      const inner =
        type === "Map" ? [at(value, "ItemProcessor") ?? at(value, "Iterator")] : type === "Parallel" ? items(at(value, "Branches")) : [];
      const exit = inner.length > 0 ? `${name}\0` : name;
      if (type === "Task") this.tasks.set(name, { node: value, line });
      for (const branch of inner) if (branch !== undefined) this.add(branch, name, exit, `${name}/`, depth + 1);
      for (const next of nextOf(value)) this.edge(exit, prefix + next);
      if (text(entry(value, "End")?.value) === "true" || type === "Succeed") this.edge(exit, to);
    }
  }

  /** Tasks that come right before each task; ways back of a loop are no order. */
  before(start: string): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    const open = new Set<string>();
    const done = new Set<string>();
    const forward = new Map<string, string[]>();
    // Depth first with its own stack: a definition may be long.
    const stack: { readonly name: string; at: number }[] = [{ name: start, at: 0 }];
    open.add(start);
    const order: string[] = [];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (top === undefined) break;
      const next = this.#next.get(top.name)?.[top.at];
      top.at += 1;
      if (next === undefined) {
        open.delete(top.name);
        done.add(top.name);
        order.push(top.name);
        stack.pop();
      } else if (!open.has(next)) {
        forward.set(top.name, [...(forward.get(top.name) ?? []), next]);
        if (!done.has(next)) {
          open.add(next);
          stack.push({ name: next, at: 0 });
        }
      }
    }
    const reaching = new Map<string, Set<string>>();
    for (const name of order.reverse()) {
      const own = reaching.get(name) ?? new Set<string>();
      const task = this.tasks.has(name);
      if (task) found.set(name, own);
      for (const next of forward.get(name) ?? []) {
        const list = reaching.get(next) ?? new Set<string>();
        reaching.set(next, list);
        for (const earlier of task ? [name] : own) list.add(earlier);
      }
    }
    return found;
  }
}

function nextOf(state: ConfigNode): readonly string[] {
  const targets = [at(state, "Next"), at(state, "Default"), ...items(at(state, "Choices")).map((choice) => at(choice, "Next"))];
  return targets.flatMap((node) => text(node) ?? []);
}

/** The Task states of a definition in their order, those of Map and Parallel states under `outer/inner`. */
export function statesOf(definition: ConfigNode): readonly State[] {
  const flow = new Flow();
  flow.add(definition, "\0start", "\0end", "", 0);
  const before = flow.before("\0start");
  return [...flow.tasks].map(([name, { node, line }]) => ({ name, node, line, after: before.get(name) ?? new Set() }));
}
