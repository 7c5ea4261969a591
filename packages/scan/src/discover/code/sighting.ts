import type { Expression, Language } from "@castellan/formats";
import type { TypeInfo } from "../../knowledge/index-libraries.ts";
import type { Entry, Library } from "../../knowledge/schema.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { Unit } from "../../resolve/unit.ts";
import type { ExternalValue, Frame } from "../../resolve/value.ts";

/** A place in code where a library's knowledge applies. */
export interface Sighting {
  readonly entry: Entry;
  readonly library: Library;
  readonly type?: TypeInfo;
  readonly language: Language;
  readonly unit: Unit;
  readonly value: ExternalValue;
  /** The call; a bare decorator and a subclass have none. */
  readonly call?: CallExpression;
  readonly frame: Frame;
  /** Decorators: what they stand on. Subclasses: the class. */
  readonly subject?: Scope;
  /** The class of one's own that the call makes an object of. */
  readonly made?: Scope;
  readonly assignedTo?: string;
  /** Contexts of the `with` statements around the call, innermost last. */
  readonly within?: readonly Expression[];
  readonly line: number;
  readonly endLine: number;
  readonly cell?: number;
}
