import { type JinjaExpression, type JinjaStatement, readJinja } from "@castellan/formats";
import type { Verdict } from "../interpreter.ts";
import { isStringifiedInside, type KeyMeaning, keyMeaning, leadsToMacro } from "./access.ts";
import { type Bindings, bindingsOf } from "./bindings.ts";
import { Folding } from "./fold.ts";
import { bombIn } from "./resources.ts";
import { judgeUnreadable } from "./unreadable.ts";
import * as vocabulary from "./vocabulary.ts";
import { eachExpression, eachStatement, expressionsOf, type Role } from "./walk.ts";

export interface TemplateFinding {
  readonly rule: string;
  readonly message: string;
  /** In the text of the template. */
  readonly offset: number;
  readonly verdict?: Verdict;
  readonly callable?: string;
}

export interface TemplateOptions {
  /** A chat template is run with messages and a few functions; of other templates the context is not known. */
  readonly chat: boolean;
}

const LONGEST = 256 * 1024;
/** Filters whose first argument, or `attribute`, names a field. */
const FIELD_FILTERS: ReadonlySet<string> = new Set(["selectattr", "rejectattr", "groupby"]);
const ATTRIBUTE_FILTERS: ReadonlySet<string> = new Set(["map", "sort", "unique", "min", "max", "sum", "groupby", "join", "dictsort"]);

/** What a template would do beyond putting text together, when an engine without a sandbox runs it. Never throws. */
export function judgeTemplate(text: string, options: TemplateOptions): readonly TemplateFinding[] {
  if (text.length > LONGEST) return withUnreadable(text, options, `A template of ${text.length} characters is not read.`, 0, false);
  const reading = readJinja(text);
  if ("problem" in reading) {
    const { message, offset, kind } = reading.problem;
    return withUnreadable(text, options, `Not a template of Jinja: ${message}.`, offset, kind === "syntax");
  }
  const bindings = bindingsOf(reading.template);
  const judge = new Judge(bindings, options.chat);
  eachStatement(reading.template, (statement) => judge.statement(statement));
  const bomb = bombIn(reading.template, judge.folding, bindings);
  if (bomb !== undefined) judge.add(bomb);
  if (options.chat && judge.findings.length === 0) judge.printed(text);
  return judge.findings;
}

/**
 * A file that is no chat template and that no parser accepts is a template of another engine. What breaks the syntax
 * runs in no engine of Python; what is too long for us, or has a tag that an application adds, may.
 */
function withUnreadable(
  text: string,
  { chat }: TemplateOptions,
  message: string,
  offset: number,
  syntax: boolean,
): readonly TemplateFinding[] {
  const found = judgeUnreadable(text).map((finding) => (syntax ? { ...finding, verdict: "suspicious" as const } : finding));
  return chat || found.length > 0 ? [{ rule: "template-unreadable", message, offset }, ...found] : [];
}

class Judge {
  readonly findings: TemplateFinding[] = [];
  readonly folding: Folding;
  readonly #bindings: Bindings;
  readonly #chat: boolean;

  constructor(bindings: Bindings, chat: boolean) {
    this.#bindings = bindings;
    this.#chat = chat;
    this.folding = new Folding(bindings);
  }

  add(finding: TemplateFinding): void {
    if (this.findings.length < 50) this.findings.push(finding);
  }

  #tell(rule: string, message: string, offset: number, verdict?: Verdict): void {
    this.add({ rule, message, offset, ...(verdict === undefined ? {} : { verdict }) });
  }

  /** Ways out of the sandbox that are printed, or stand in a comment: nothing runs them here, but somebody wrote them. */
  printed(text: string): void {
    const found = /__(?:class|globals|builtins|subclasses|mro|bases?|import)__/.exec(text);
    if (found !== null) this.#tell("template-odd-name", `${found[0]} stands in text that the template prints or leaves out.`, found.index);
  }

  statement(statement: JinjaStatement): void {
    if (statement.kind === "import") this.#import(statement.tag, statement.template, statement.offset);
    const role: Role = statement.kind === "output" ? "output" : "used";
    for (const expression of expressionsOf(statement)) eachExpression(expression, role, (part, own) => this.#expression(part, own));
    if (statement.kind === "set" && statement.target.kind === "name") this.#name(statement.target.name, statement.offset);
    if (statement.kind === "macro") for (const parameter of statement.parameters) this.#name(parameter.name, parameter.offset);
  }

  #import(tag: string, template: JinjaExpression, offset: number): void {
    const [path] = this.folding.possible(template).values;
    const outside = typeof path === "string" && (/^[/\\~]|^\w:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path) || path.includes("://"));
    if (!this.#chat && !outside) return;
    const what = typeof path === "string" ? JSON.stringify(path.slice(0, 200)) : "another template";
    // A chat goes to whoever asks: a file of the machine that is put into it leaves the machine.
    this.#tell("template-includes-file", `${tag} takes in ${what}.`, offset, this.#chat && outside ? "malicious" : undefined);
  }

  #expression(part: JinjaExpression, role: Role): void {
    switch (part.kind) {
      case "name":
        this.#name(part.name, part.offset);
        if (this.#chat && !this.#bindings.sources.has(part.name) && vocabulary.isGlobalObject(part.name))
          this.#tell("template-odd-name", `The template uses ${part.name}, an object of the application around it.`, part.offset);
        break;
      case "text":
        if (vocabulary.isSpecialName(part.value) && role !== "compared")
          this.#special(part.value, part.offset, role === "output" ? "suspicious" : undefined);
        break;
      case "attribute":
        this.#access({ kind: vocabulary.meaningOf(part.name), name: part.name }, part.offset);
        break;
      case "item":
        if (part.index.kind !== "slice") this.#access(keyMeaning(part.index, this.folding, this.#bindings), part.offset);
        break;
      case "call":
        this.#call(part);
        break;
      case "filter":
        this.#filter(part);
        break;
      case "test":
        if (this.#chat && !vocabulary.isKnownTest(part.name))
          this.#tell("template-unknown-function", `The test ${part.name} is not known.`, part.offset);
        break;
      case "operation":
        if (part.operator === "~" || part.operator === "+" || part.operator === "%") this.#built(part, role);
        break;
    }
  }

  /** A special name wherever it stands: also as the name of a variable or of an argument. */
  #name(name: string, offset: number): void {
    const kind = vocabulary.meaningOf(name);
    if (kind === "inside" || kind === "telling") this.#access({ kind, name }, offset);
  }

  #access(key: KeyMeaning, offset: number): void {
    if (key.kind === "inside") this.#special(key.name, offset);
    else if (this.#chat && key.kind === "telling") this.#tell("template-odd-name", `The template reads ${key.name} of an object.`, offset);
    else if (key.kind === "computed")
      this.#tell("template-computed-name", "A field is accessed whose name is put together.", offset, key.near ? "malicious" : undefined);
    else if (this.#chat && key.kind === "odd")
      this.#tell("template-odd-name", `The field ${key.name} is a word of Python's inside.`, offset);
    else if (this.#chat && key.kind === "plain" && /^_/.test(key.name) && key.name !== "_")
      this.#tell("template-odd-name", `The field ${key.name} is private.`, offset);
  }

  #special(name: string, offset: number, verdict?: Verdict): void {
    this.#tell("template-code-execution", `${name.slice(0, 100)} leads from a value to the inside of Python.`, offset, verdict);
  }

  /** A text that becomes a special name when its parts are joined. */
  #built(part: JinjaExpression, role: Role): void {
    for (const value of this.folding.possible(part).values)
      if (typeof value === "string" && vocabulary.isSpecialName(value) && role !== "compared") return this.#special(value, part.offset);
  }

  #call(part: Extract<JinjaExpression, { kind: "call" }>): void {
    for (const { name, offset } of part.arguments.keywords) this.#name(name, offset);
    this.#built(part, "used");
    const { callee, offset } = part;
    if (callee.kind === "name") return this.#function(callee.name, offset);
    if (callee.kind === "attribute") return this.#method(callee, offset);
    if (callee.kind === "item") {
      const [name] = this.folding.possible(callee.index).values;
      if (typeof name === "string") return this.#method({ ...callee, kind: "attribute", name }, offset);
    }
    if (this.#chat && !leadsToMacro(callee, this.#bindings))
      this.#tell("template-unknown-function", "What a value holds is called.", offset);
  }

  #function(name: string, offset: number): void {
    if (this.#bindings.macros.has(name) || this.#bindings.sources.has(name)) return;
    const builtin = vocabulary.builtinOf(name);
    if (builtin === "running") this.#running(name, offset);
    else if (this.#chat && !vocabulary.isKnownFunction(name) && !vocabulary.isGlobalObject(name))
      this.#tell("template-unknown-function", `The function ${name.slice(0, 80)} is not known.`, offset);
  }

  #running(name: string, offset: number): void {
    // Of other templates the context is not known: a site may have a function of this name.
    this.add({
      rule: "template-code-execution",
      message: `${name.slice(0, 80)} is called, which runs, opens or loads something.`,
      offset,
      callable: name.slice(0, 80),
      ...(this.#chat ? {} : { verdict: "suspicious" }),
    });
  }

  #method({ object, name }: Extract<JinjaExpression, { kind: "attribute" }>, offset: number): void {
    if (vocabulary.isRunning(name)) return this.#running(name, offset);
    if (name === "format" || name === "format_map") this.#format(object);
    // Macros of an imported template, functions that a namespace holds.
    const own = object.kind === "name" && this.#bindings.sources.has(`${object.name}.${name}`);
    if (this.#chat && !own && !vocabulary.isKnownMethod(name))
      this.#tell("template-unknown-function", `The method ${name.slice(0, 80)} is not known.`, offset);
  }

  /** `"{0.field}".format(x)` reaches fields. */
  #format(object: JinjaExpression): void {
    for (const value of this.folding.possible(object).values)
      if (typeof value === "string" && /\{\w{0,40}[.[]/.test(value))
        this.#tell("template-computed-name", "A format reaches into the fields of its arguments.", object.offset);
  }

  #filter(part: Extract<JinjaExpression, { kind: "filter" }>): void {
    const { positional, keywords, spread } = part.arguments;
    for (const { name, offset } of keywords) this.#name(name, offset);
    this.#built(part, "used");
    if (isStringifiedInside(part) && (this.#chat || part.name === "string"))
      this.#tell("template-computed-name", "The text of an object of Python's inside is used.", part.offset);
    const fields = [
      ...(part.name === "attr" || FIELD_FILTERS.has(part.name) ? positional.slice(0, 1) : []),
      ...(part.name === "map" ? positional.slice(0, 2) : []),
      ...(ATTRIBUTE_FILTERS.has(part.name)
        ? keywords.filter(({ name }) => name === "attribute" || name === "by").map(({ value }) => value)
        : []),
    ];
    for (const field of fields) this.#access(keyMeaning(field, this.folding, this.#bindings), field.offset);
    const [first] = positional;
    if (part.name === "attr") {
      const known = first !== undefined && this.folding.possible(first).complete;
      if (!known || spread.length > 0)
        this.#tell("template-computed-name", "A field is accessed whose name is not known before.", part.offset);
    }
    if (part.name === "map" && first?.kind !== "text" && first !== undefined)
      this.#tell("template-computed-name", "A filter is applied whose name is not known before.", part.offset);
    if (this.#chat && !vocabulary.isKnownFilter(part.name))
      this.#tell("template-unknown-function", `The filter ${part.name.slice(0, 80)} is not known.`, part.offset);
  }
}
