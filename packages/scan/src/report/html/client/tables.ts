import { make, type PageElement } from "./dom.ts";
import { assetLink, choice, DATA, distinct, empty, heading, place, sortedTable } from "./parts.ts";

type Of<List extends readonly unknown[]> = List[number];

export function flowsPage(): PageElement {
  const table = sortedTable<Of<typeof DATA.flows>>(
    "Flows",
    [
      { title: "Data", wide: true, sort: (flow) => flow.data, cell: (flow) => (flow.asset < 0 ? flow.data : assetLink(flow.asset)) },
      { title: "Class", sort: (flow) => flow.class, cell: (flow) => flow.class },
      { title: "Through", wide: true, cell: (flow) => flow.through.join(" → ") },
      { title: "To", sort: (flow) => flow.provider, cell: (flow) => flow.provider },
      { title: "Model", sort: (flow) => flow.model, cell: (flow) => flow.model },
      { title: "Region", sort: (flow) => flow.region, cell: (flow) => flow.region },
      { title: "Where", wide: true, cell: (flow) => place(flow.place) },
    ],
    DATA.flows,
    "No data was seen to leave for a provider.",
  );
  return make("section", {}, heading("Leaves the company", "which data goes to which provider"), table.element);
}

export function checksPage(): PageElement {
  const words = ["fail", "not-tested", "pass", "not-applicable"];
  const verdict = choice("Verdict", "every verdict", words, () =>
    table.show(DATA.checks.filter((check) => verdict.value() === "" || check.verdict === verdict.value())),
  );
  const table = sortedTable<Of<typeof DATA.checks>>(
    "Checks",
    [
      {
        title: "Verdict",
        sort: (check) => words.indexOf(check.verdict),
        cell: (check) => make("span", { class: `verdict ${check.verdict}` }, check.verdict),
      },
      { title: "Rule", wide: true, sort: (check) => check.rule, cell: (check) => make("code", {}, check.rule) },
      { title: "Applied", numeric: true, sort: (check) => -check.applicable, cell: (check) => String(check.applicable) },
      { title: "Passed", numeric: true, sort: (check) => -check.passed, cell: (check) => String(check.passed) },
      { title: "Failed", numeric: true, sort: (check) => -check.failed, cell: (check) => String(check.failed) },
      { title: "Not tested", numeric: true, sort: (check) => -check.unknown, cell: (check) => String(check.unknown) },
      { title: "Suppressed", numeric: true, sort: (check) => -check.suppressed, cell: (check) => String(check.suppressed) },
      { title: "Why not tested", wide: true, cell: (check) => check.reason },
    ],
    DATA.checks,
    "No rule ran.",
  );
  return make(
    "section",
    {},
    heading("Checks", "what was checked, how often, and how it ended"),
    make("div", { class: "filters" }, verdict.element),
    table.element,
  );
}

export function completenessPage(): PageElement {
  const share = (state: string): number => DATA.elements.filter((element) => element.state === state).length;
  const table = sortedTable<Of<typeof DATA.elements>>(
    "Minimum elements",
    [
      { title: "Cluster", sort: (element) => element.cluster, cell: (element) => element.cluster },
      { title: "Element", wide: true, sort: (element) => element.label, cell: (element) => element.label },
      {
        title: "State",
        sort: (element) => element.state,
        cell: (element) => make("span", { class: `verdict ${element.state}` }, element.state),
      },
      {
        title: "Have it",
        numeric: true,
        sort: (element) => (element.of === 0 ? -1 : element.have / element.of),
        cell: (element) => (element.of === 0 ? "" : `${element.have} of ${element.of}`),
      },
      { title: "Source, or what would supply it", wide: true, cell: (element) => element.source },
    ],
    DATA.elements,
    "No elements.",
  );
  return make(
    "section",
    {},
    heading(
      "Completeness",
      `G7 minimum elements of an SBOM for AI: ${share("present")} present, ${share("inferred")} inferred, ${share("absent")} absent`,
    ),
    table.element,
  );
}

export function coveragePage(): PageElement {
  const [required, left] = [DATA.unread.filter((entry) => entry.tried), DATA.unread.filter((entry) => !entry.tried)];
  const files = (label: string, list: typeof DATA.unread): PageElement =>
    sortedTable<Of<typeof DATA.unread>>(
      label,
      [
        { title: "File", wide: true, sort: (entry) => entry.place, cell: (entry) => place(entry.place) },
        {
          title: "Why",
          wide: true,
          sort: (entry) => entry.reason,
          cell: (entry) => (entry.required ? `${entry.reason} (had to be read)` : entry.reason),
        },
      ],
      list,
      "none",
    ).element;
  const unresolved = sortedTable<Of<typeof DATA.unresolved>>(
    "Not resolved",
    [
      { title: "What", wide: true, sort: (entry) => entry.what, cell: (entry) => make("code", {}, entry.what) },
      { title: "Where", wide: true, sort: (entry) => entry.place, cell: (entry) => place(entry.place) },
      { title: "May be", wide: true, cell: (entry) => entry.candidates.join(", ") },
    ],
    DATA.unresolved,
    "Every name and value was resolved.",
  );
  return make(
    "section",
    {},
    heading("Coverage", `${DATA.counts.files.toLocaleString("en-GB")} files, ${DATA.counts.bytes}`),
    make("p", {}, `Read: ${distinct(DATA.targets).join(", ")}`),
    make("h3", {}, "Could not be read to the end"),
    required.length === 0 ? empty("Nothing: every file that a reader claimed was read.") : files("Not read", required),
    make("h3", {}, "Not resolved"),
    unresolved.element,
    make("h3", {}, "Left out by rule"),
    left.length === 0 ? empty("Nothing.") : files("Left out", left),
  );
}
