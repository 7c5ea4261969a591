import { planRetention, type RetentionItem, type RetentionState, withDigests } from "@castellan/protect/retention";
import type { CommandContext } from "../../command-spec.ts";
import { EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { onePath } from "../signing/inputs.ts";
import { rulesOf } from "./rules-file.ts";

const ORDER: readonly RetentionState[] = ["due", "held", "unknown", "unruled", "later", "kept"];
const TITLES: Readonly<Record<RetentionState, string>> = {
  due: "DUE        to go now",
  held: "HELD       a legal hold keeps it",
  unknown: "NOT KNOWN  the day that it counts from is not set",
  unruled: "NO RULE    nothing says how long it stays",
  later: "LATER",
  kept: "KEPT",
};
/** What nobody has to look at unless they ask. */
const QUIET: ReadonlySet<RetentionState> = new Set(["later", "kept"]);

function lineOf({ name, state, action, due, keptUntil, approvals, reasons }: RetentionItem): string {
  const when =
    state === "kept" && keptUntil !== undefined
      ? `until ${keptUntil.slice(0, 10)}`
      : due === undefined
        ? ""
        : `${action ?? ""} ${state === "due" ? "since" : "on"} ${due.slice(0, 10)}`;
  const asks = state === "due" && approvals > 0 ? `, ${approvals} approval${approvals === 1 ? "" : "s"}` : "";
  return [`  ${name}  ${when}${asks}`.trimEnd(), ...reasons.map((reason) => `      ${reason}`)].join("\n");
}

/** `castellan retention plan`: a dry run. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const { rules, root } = rulesOf(onePath(context, "retention plan"));
  const { plan, unread } = withDigests(planRetention(rules, context.clock()), rules, root);
  for (const message of unread) terminal.note(message);
  const states = ORDER.map((state) => ({ state, items: plan.items.filter((item) => item.state === state) })).filter(
    ({ items }) => items.length > 0,
  );
  const lines = states.flatMap(({ state, items }) =>
    QUIET.has(state) && !values.on("all")
      ? [`${TITLES[state]}  ${items.length}, folded (--all)`]
      : [TITLES[state], ...items.flatMap((item) => lineOf(item).split("\n"))],
  );
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify(plan, null, 2)}\n`
      : `${(lines.length === 0 ? ["The rules name no data."] : lines).map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return unread.length > 0 ? EXIT.unread : EXIT.ok;
}
