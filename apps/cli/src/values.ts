import { CommandError } from "./errors.ts";
import { type FlagName, flagOf, variableOf } from "./flags.ts";

/** What was said on the command line: texts, lists of texts, or true. */
export type Raw = Readonly<Record<string, unknown>>;
export type Environment = Readonly<Record<string, string | undefined>>;

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Values of flags: command line before environment before castellan.yaml before the default. */
export class Values {
  readonly #raw: Raw;
  readonly #environment: Environment;
  #config: Readonly<Record<string, unknown>> = {};

  constructor(raw: Raw, environment: Environment) {
    this.#raw = raw;
    this.#environment = environment;
  }

  /** Takes what castellan.yaml says; it was checked against its schema. */
  useConfig(config: Readonly<Record<string, unknown>>): void {
    this.#config = config;
  }

  /** A switch; negative ones (`--no-cache`) are on by default. */
  on(name: FlagName): boolean {
    const negative = flagOf(name).negative === true;
    const said = this.#raw[camel(name)];
    if (said === !negative) return !negative;
    const variable = this.#environment[variableOf(name)];
    const set = variable !== undefined && variable !== "" && variable !== "0" && variable !== "false";
    return negative ? !set : set;
  }

  /** Whether somebody stated the value, in whatever place. */
  said(name: FlagName): boolean {
    return (this.#raw[camel(name)] ?? this.#variable(name) ?? this.#setting(name)) !== undefined;
  }

  text(name: FlagName): string | undefined {
    const flag = flagOf(name);
    const value = this.#raw[camel(name)] ?? this.#variable(name) ?? this.#setting(name) ?? flag.fallback;
    if (value === undefined || value === false) return undefined;
    if (typeof value !== "string") throw new CommandError("USAGE", `--${name} takes one value.`);
    return this.#checked(name, value);
  }

  /** A choice with a default. */
  choice<T extends string>(name: FlagName, choices: readonly T[]): T {
    const value = this.text(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new CommandError("USAGE", `--${name} takes one of ${choices.join(", ")}, not ${value ?? "nothing"}.`);
    return found;
  }

  list(name: FlagName): readonly string[] {
    const value = this.#raw[camel(name)] ?? this.#variable(name) ?? this.#setting(name) ?? [];
    const items = (Array.isArray(value) ? value : [value]).flatMap((item) =>
      typeof item === "string" ? (flagOf(name).kind === "choices" ? item.split(",") : [item]) : [],
    );
    return items.map((item) => this.#checked(name, item.trim())).filter((item) => item !== "");
  }

  /** Several of a closed list. */
  choices<T extends string>(name: FlagName, choices: readonly T[]): readonly T[] {
    return this.list(name).flatMap((item) => choices.find((choice) => choice === item) ?? []);
  }

  /** A positive number. */
  count(name: FlagName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const count = Number(text);
    if (!/^\d+(?:\.\d+)?$/.test(text) || count <= 0 || count > 1_000_000)
      throw new CommandError("USAGE", `--${name} takes a positive number, not ${text}.`);
    return count;
  }

  #variable(name: FlagName): string | undefined {
    const value = this.#environment[variableOf(name)];
    return value === "" ? undefined : value;
  }

  #setting(name: FlagName): unknown {
    const { config } = flagOf(name);
    return config === undefined ? undefined : this.#config[config];
  }

  #checked(name: FlagName, value: string): string {
    const { choices } = flagOf(name);
    if (choices === undefined || choices.includes(value)) return value;
    throw new CommandError("USAGE", `--${name} takes one of ${choices.join(", ")}, not ${value}.`);
  }
}
