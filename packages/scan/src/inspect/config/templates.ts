import type { Visit } from "../interpreter.ts";
import { inspectTemplate, templateDigest } from "../template/report.ts";
import { type ConfigValue, keyOf, pathText } from "./config-value.ts";
import type { ConfigContext, ConfigWatch } from "./watch.ts";

const TEMPLATE_KEY = /(?:^|_)chat_templates?(?:_|$)/;

/**
 * Chat templates in a configuration: one, a list of named ones, a map of them. Loaders read those of the root; one that
 * is buried deeper is only suspicious.
 */
export function templateWatch({ visit, kind }: ConfigContext): ConfigWatch {
  return {
    value: (value) => {
      const { path, offset } = value;
      const at = path.findIndex((step) => typeof step === "string" && TEMPLATE_KEY.test(step));
      if (at === -1 || value.kind !== "scalar" || typeof value.value !== "string") return;
      const inside = path.slice(at + 1);
      // `[i].template`, `name`, or the value itself; not the name of a template.
      if (inside.length > 2 || (inside.length === 2 && keyOf(path) === "name")) return;
      if (!/\{[{%#]/.test(value.value)) return;
      if (value.cut) visit.incomplete(`The template at ${pathText(path)} is longer than what is read.`, offset);
      if (at === 0 && inside.length === 0) visit.fact("chatTemplate", templateDigest(value.value));
      const place = {
        offset: offset ?? 0,
        plain: false,
        chat: true,
        where: pathText(path),
        loader: kind()?.loader ?? "apply_chat_template",
      };
      inspectTemplate(value.value, place, at === 0 ? visit : onlySuspicious(visit));
    },
  };
}

function onlySuspicious(visit: Visit): Visit {
  return { ...visit, finding: (finding) => visit.finding({ ...finding, verdict: "suspicious" }) };
}

/** A text that is no more than one line of a template is not worth a template's rules. */
export function isTemplatePath({ path }: Pick<ConfigValue, "path">): boolean {
  return path.some((step) => typeof step === "string" && TEMPLATE_KEY.test(step));
}
