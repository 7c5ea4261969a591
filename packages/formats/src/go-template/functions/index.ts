import { COLLECTIONS } from "./collections.ts";
import { ENCODING } from "./encoding.ts";
import type { TemplateFunction } from "./function.ts";
import { LOGIC } from "./logic.ts";
import { STRINGS } from "./strings.ts";

/**
 * Functions of Go templates, of Helm and of sprig that read nothing outside (helm.sh/docs/chart_template_guide/function_list).
 * `include` and `tpl` belong to the renderer; those with patterns are given to it.
 */
export const TEMPLATE_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([...LOGIC, ...STRINGS, ...COLLECTIONS, ...ENCODING]);
