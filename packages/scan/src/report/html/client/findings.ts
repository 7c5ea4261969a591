import type { PageAction, PageFinding } from "../page-data.ts";
import { make, type PageElement } from "./dom.ts";
import { assetLink, choice, DATA, distinct, empty, heading, place, searchBox, severityMark } from "./parts.ts";

const STEP = 60;

function excerpt(finding: PageFinding): PageElement | undefined {
  if (finding.excerpt.length === 0) return undefined;
  const rows = finding.excerpt.map(([line, text]) =>
    make(
      "div",
      { class: line === finding.line ? "line marked" : "line" },
      make("span", { class: "line-number" }, String(line)),
      make("code", {}, text),
    ),
  );
  return make("div", { class: "excerpt", role: "group", "aria-label": `Code at ${finding.place}`, tabindex: "0" }, ...rows);
}

function evidence(finding: PageFinding): PageElement | undefined {
  const rows = finding.evidence.filter((each) => each.place !== finding.place || each.text !== "");
  return rows.length === 0
    ? undefined
    : make(
        "ol",
        { class: "evidence" },
        ...rows.map((each) => make("li", {}, place(each.place), each.text === "" ? undefined : make("code", {}, each.text))),
      );
}

function row(term: string, ...content: (PageElement | string)[]): PageElement {
  return make("div", { class: "row" }, make("dt", {}, term), make("dd", {}, ...content));
}

function details(finding: PageFinding): PageElement {
  const controls = finding.controls.flatMap((control, at) => [
    at === 0 ? "" : ", ",
    control.page === ""
      ? make("span", { title: control.framework }, control.id)
      : make("a", { href: control.page, title: control.framework, rel: "noreferrer noopener" }, control.id),
  ]);
  const seen = evidence(finding);
  return make(
    "div",
    { class: "details" },
    make("p", {}, finding.message),
    excerpt(finding),
    make(
      "dl",
      {},
      ...(finding.reasons.length === 0 ? [] : [row("because", finding.reasons.join(" · "))]),
      row("fix", finding.fix),
      ...(finding.patch === "" ? [] : [row("patch", make("pre", { class: "patch", tabindex: "0" }, finding.patch))]),
      ...(finding.asset < 0 ? [] : [row("asset", assetLink(finding.asset), ` ${DATA.assets[finding.asset]?.word ?? ""}`)]),
      ...(seen === undefined ? [] : [row("seen at", seen)]),
      ...(controls.length === 0 ? [] : [row("controls", ...controls)]),
      row("rule", make("code", {}, finding.rule), ` · ${finding.confidence} · ${finding.scope}`),
      ...(finding.suppressed === "" ? [] : [row("suppressed", finding.suppressed)]),
    ),
  );
}

export function findingItem(finding: PageFinding, open: boolean): PageElement {
  const item = make(
    "details",
    { class: finding.suppressed === "" ? "finding" : "finding quiet" },
    make(
      "summary",
      {},
      severityMark(finding.severity),
      make("span", { class: "title" }, finding.title, finding.fresh ? make("span", { class: "tag" }, "new") : undefined),
      place(finding.place),
      make("span", { class: "owner" }, finding.owner),
    ),
  );
  // Details are made when they are opened: a report may hold thousands.
  let made = false;
  const fill = (): void => {
    if (made || !item.open) return;
    made = true;
    item.append(details(finding));
  };
  item.addEventListener("toggle", fill);
  item.open = open;
  fill();
  return item;
}

export function findingsPage(): PageElement {
  const list = make("div", { class: "findings" });
  const foot = make("div", { class: "pager" });
  let limit = STEP;
  const update = (): void => {
    limit = STEP;
    render();
  };
  const search = searchBox("Search findings", update);
  const severity = choice("Severity", "every severity", ["critical", "high", "medium", "low", "info"], update);
  const scope = choice("Scope", "every scope", distinct(DATA.findings.map((finding) => finding.scope)), update);
  const owner = choice("Owner", "every owner", distinct(DATA.findings.map((finding) => finding.owner)), update);
  const rule = choice("Rule", "every rule", distinct(DATA.findings.map((finding) => finding.rule)), update);
  const state = choice("State", "open", ["suppressed", "new"], update);
  const order = ["critical", "high", "medium", "low", "info"];
  const all = [...DATA.findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  function render(): void {
    const found = all.filter(
      (finding) =>
        (state.value() === "suppressed"
          ? finding.suppressed !== ""
          : finding.suppressed === "" && (state.value() !== "new" || finding.fresh)) &&
        (severity.value() === "" || finding.severity === severity.value()) &&
        (scope.value() === "" || finding.scope === scope.value()) &&
        (owner.value() === "" || finding.owner === owner.value()) &&
        (rule.value() === "" || finding.rule === rule.value()) &&
        (search.value() === "" ||
          `${finding.title} ${finding.place} ${finding.message} ${finding.rule}`.toLowerCase().includes(search.value())),
    );
    list.replaceChildren(...found.slice(0, limit).map((finding, at) => findingItem(finding, at === 0)));
    const more = make("button", { type: "button" }, `Show ${Math.min(STEP, found.length - limit)} more`);
    more.addEventListener("click", () => {
      limit += STEP;
      render();
    });
    foot.replaceChildren(
      found.length === 0
        ? empty(DATA.findings.length === 0 ? "No rule found anything. The checks tell what was looked at." : "Nothing fits these filters.")
        : `${Math.min(limit, found.length)} of ${found.length}`,
      ...(found.length > limit ? [more] : []),
    );
  }
  render();
  return make(
    "section",
    {},
    heading("Findings"),
    make("div", { class: "filters" }, search.element, severity.element, scope.element, owner.element, rule.element, state.element),
    list,
    foot,
  );
}

function chain(path: number): PageElement | undefined {
  const steps = DATA.paths[path]?.steps ?? [];
  if (steps.length === 0) return undefined;
  return make(
    "p",
    { class: "chain" },
    ...steps.flatMap((step, at) => [
      at === 0 ? "" : make("span", { class: "via" }, ` ─${step.via}→ `),
      step.asset < 0 ? step.name : assetLink(step.asset),
    ]),
  );
}

function action(item: PageAction): PageElement {
  const findings = item.findings.map((at) => DATA.findings[at]).filter((finding) => finding !== undefined);
  return make(
    "li",
    { class: "action" },
    make(
      "div",
      { class: "action-head" },
      make("span", { class: "rank" }, String(item.rank)),
      severityMark(item.severity),
      make("span", { class: "title" }, item.title),
      make("span", { class: "owner" }, item.owner),
    ),
    make(
      "div",
      { class: "action-body" },
      chain(item.path),
      make(
        "dl",
        {},
        ...(item.reasons.length === 0 ? [] : [row("because", item.reasons.join(" · "))]),
        row("fix", item.fix, item.cuts === "" ? "" : ` (${item.cuts})`),
        row("where", place(item.place)),
      ),
      make(
        "details",
        {},
        make("summary", {}, findings.length === 1 ? "the finding" : `${findings.length} findings`),
        ...findings.map((finding) => findingItem(finding, findings.length === 1)),
      ),
    ),
  );
}

/** What to fix first; the rest behind one fold. */
export function actionsPage(): PageElement {
  const [urgent, rest] = [DATA.actions.filter((each) => each.urgent), DATA.actions.filter((each) => !each.urgent)];
  const passed = DATA.checks.filter((check) => check.verdict === "pass").length;
  const nothing = empty(
    `Nothing urgent. ${DATA.checks.filter((check) => check.applicable > 0).length} rules applied, ${passed} passed everywhere; the checks list them.`,
  );
  return make(
    "section",
    {},
    heading("Fix first", `${urgent.length} of ${DATA.actions.length} actions`),
    urgent.length === 0 ? nothing : make("ol", { class: "actions" }, ...urgent.map(action)),
    rest.length === 0
      ? undefined
      : make(
          "details",
          { class: "rest" },
          make("summary", {}, `${rest.length} more: medium, low, or in tests and docs`),
          make("ol", { class: "actions" }, ...rest.map(action)),
        ),
  );
}
