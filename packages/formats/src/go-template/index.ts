export { type RenderedTemplate, TEMPLATE_BUDGET, type TemplateBudget, TemplateRenderer } from "./evaluate.ts";
export { argumentsOf, type TemplateArguments, type TemplateFunction } from "./functions/function.ts";
export type { TemplateFile } from "./node.ts";
export { readGoTemplate } from "./parse.ts";
export { copied, fromJson, isEmpty, isMap, merged, openValue, type TemplateMap, type TemplateValue, templateValue } from "./value.ts";
