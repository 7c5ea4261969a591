import type { ModelFileRule } from "../rule.ts";

const SSTI = "https://nvd.nist.gov/vuln/detail/CVE-2024-34359";

/** Findings in chat templates and other templates of Jinja. */
export const TEMPLATE_RULES: readonly ModelFileRule[] = [
  {
    id: "template-code-execution",
    title: "The template reaches the inside of Python",
    verdict: "malicious",
    severity: "critical",
    why: "Through special names a template gets from any value to the functions of the interpreter. An engine without a sandbox runs what it then calls, as soon as a chat is formatted. No chat template needs such a name.",
    fix: "Do not load the model with this template. Take the template from the publisher of the base model.",
    references: [SSTI, "https://jinja.palletsprojects.com/en/stable/sandbox/"],
  },
  {
    id: "template-bomb",
    title: "The template takes the time or the memory of the machine",
    verdict: "malicious",
    severity: "critical",
    why: "A loop or a repetition of this size ends no chat; it stops the server that formats one.",
    fix: "Do not load the model with this template.",
    references: ["https://cwe.mitre.org/data/definitions/400.html"],
  },
  {
    id: "template-computed-name",
    title: "The template accesses fields by names that it puts together",
    verdict: "suspicious",
    severity: "high",
    why: "Putting a name together is how a template hides which field it reads from those who search for special names.",
    fix: "Compare the template with that of the base model.",
    references: [SSTI],
  },
  {
    id: "template-odd-name",
    title: "The template uses a name that no chat template needs",
    verdict: "suspicious",
    severity: "medium",
    why: "Private fields, words of Python's inside and objects of the application around a template are steps on the way out of it.",
    fix: "Compare the template with that of the base model.",
  },
  {
    id: "template-unknown-function",
    title: "The template calls what is not known",
    verdict: "suspicious",
    severity: "medium",
    why: "What the function, filter or test does is decided by the program that formats the chat.",
    fix: "Look the name up in the documentation of the runtime that the model is made for.",
  },
  {
    id: "template-includes-file",
    title: "The template takes in another file",
    verdict: "suspicious",
    severity: "medium",
    why: "What is taken in is not part of what was inspected; an engine with a loader reads files of the machine.",
    fix: "Put the template into one file.",
  },
  {
    id: "template-unreadable",
    title: "The template could not be read",
    verdict: "suspicious",
    severity: "medium",
    why: "What no parser accepts is not known to be harmless: another engine may accept it.",
    fix: "Ask the publisher for a template that Jinja reads.",
  },
];
