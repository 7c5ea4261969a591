import { type ByteSource, textOf } from "@castellan/formats";
import type { Interpreter, Subject } from "../interpreter.ts";
import { inspectTemplate, templateDigest } from "./report.ts";

const LONGEST = 4 * 1024 * 1024;
/** Texts have no magic: a template is one by its name and the marks of tags in it. */
const NAME = /\.(?:jinja2?|j2|template|tmpl|tpl|chat_template)$|(?:^|[/\\])chat_template[^/\\]*(?<!\.(?:pyi?|md|rst|[cm]?[jt]sx?))$/i;
/** Names that say a template of Jinja; others are also given to binary files. */
const JINJA = /\.(?:jinja2?|j2|chat_template)$|(?:^|[/\\])chat_template[^/\\]*(?<!\.(?:pyi?|md|rst|[cm]?[jt]sx?))$/i;
/** Names that a chat template is given. */
const CHAT = /\bmessages\b|\badd_generation_prompt\b|\b(?:bos|eos)_token\b|\bmessage\s*(?:\.\s*|\[\s*['"])(?:role|content)\b/;

function isText({ head }: Subject): boolean {
  return !head
    .subarray(0, 4096)
    .some((byte) => byte === 0 || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27));
}

/** Text of UTF-8, or of UTF-16 with its mark. */
function readText(source: ByteSource): string {
  const bytes = source.read(0, Math.min(source.size, LONGEST));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return textOf(bytes);
}

/** Files that hold one template: `chat_template.jinja` and others by their name. */
export const templateFile: Interpreter = {
  id: "jinja",
  accepts: (subject) =>
    NAME.test(subject.name) &&
    (JINJA.test(subject.name) || isText(subject)) &&
    !/^\s*[{[]\s*["{[\]}]/.test(textOf(subject.head.subarray(0, 256))),
  inspect: ({ source, name }, visit) => {
    const text = readText(source);
    if (!/\{[{%#]/.test(text)) return;
    const chat = /chat_template/i.test(name) || CHAT.test(text);
    visit.format(chat ? "chat-template" : "jinja");
    visit.claim(0, source.size, "template");
    if (source.size > LONGEST) visit.incomplete(`Only the first ${LONGEST} bytes of the template are read.`);
    if (chat) visit.fact("chatTemplate", templateDigest(text));
    inspectTemplate(text, { offset: 0, plain: true, chat, where: "", loader: chat ? "apply_chat_template" : "jinja2.Template" }, visit);
  },
};
