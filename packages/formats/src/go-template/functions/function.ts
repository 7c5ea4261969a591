import { FormatError } from "../../errors.ts";
import { isEmpty, isMap, printed, type TemplateMap, type TemplateValue } from "../value.ts";

export type TemplateFunction = (given: TemplateArguments) => TemplateValue;

/** Longest text and list that a function makes. */
export const LONGEST = 2 * 1024 * 1024;
export const LIST = 10_000;

/** The arguments of one call; what is missing is nothing. */
export interface TemplateArguments {
  readonly name: string;
  readonly all: readonly TemplateValue[];
  value(index: number): TemplateValue;
  last(): TemplateValue;
  text(index: number): string;
  number(index: number): number;
  list(index: number): readonly TemplateValue[];
  map(index: number): TemplateMap;
}

export function argumentsOf(name: string, all: readonly TemplateValue[]): TemplateArguments {
  const value = (index: number): TemplateValue => all[index] ?? null;
  return {
    name,
    all,
    value,
    last: () => all.at(-1) ?? null,
    text: (index) => printed(value(index)),
    number: (index) => numberOf(value(index)),
    list: (index) => {
      const found = value(index);
      return Array.isArray(found) ? found : [];
    },
    map: (index) => {
      const found = value(index);
      return isMap(found) ? found : new Map();
    },
  };
}

export function numberOf(value: TemplateValue): number {
  const number = typeof value === "boolean" ? Number(value) : typeof value === "number" ? value : Number.parseFloat(printed(value));
  return Number.isFinite(number) ? number : 0;
}

/** @throws FormatError BUDGET_BYTES for a text that a template blows up. */
export function bounded(text: string): string {
  if (text.length > LONGEST) throw new FormatError("BUDGET_BYTES", `a template makes a text of more than ${LONGEST} characters`);
  return text;
}

export function truthy(value: TemplateValue): boolean {
  return !isEmpty(value);
}
