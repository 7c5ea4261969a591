import type { ProseFacts } from "../facts.ts";

const RULES =
  /(?:^|\/)(?:AGENTS?(?:\.override)?\.md|CLAUDE(?:\.local)?\.md|GEMINI\.md|QWEN\.md|CRUSH\.md|WARP\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.roorules|\.goosehints|\.aider\.conventions\.md|\.rules|copilot-instructions\.md|[\w.-]+\.instructions\.md)$|(?:^|\/)\.cursor\/rules\/.+\.mdc?$|(?:^|\/)\.(?:windsurf|clinerules|roo|kilocode|continue|augment|trae|amazonq|junie)\/(?:rules[\w-]*\/)?[\w./-]+\.md$|(?:^|\/)\.clinerules\/.+\.(?:md|txt)$|(?:^|\/)\.kiro\/steering\/.+\.md$|(?:^|\/)\.claude\/rules\/.+\.md$|(?:^|\/)\.claude\/output-styles\/.+\.md$/;
const AGENT =
  /(?:^|\/)\.(?:claude|cursor|gemini|qwen|factory|augment)\/agents\/.+\.md$|(?:^|\/)\.opencode\/agents?\/.+\.md$|(?:^|\/)[\w.-]+\.(?:agent|chatmode)\.md$|(?:^|\/)\.factory\/droids\/.+\.md$/;
const COMMAND =
  /(?:^|\/)\.(?:claude|cursor|factory|augment|qwen)\/commands\/.+\.md$|(?:^|\/)\.opencode\/commands?\/.+\.md$|(?:^|\/)\.(?:windsurf|clinerules)\/workflows\/.+\.md$|(?:^|\/)\.codex\/prompts\/.+\.md$/;
const PROMPT_FILE =
  /\.(?:prompt|prompty|promptfile|poml)$|\.prompt\.(?:md|txt|ya?ml|json|jinja2?|j2|hbs|mustache)$|(?:^|\/)(?:[\w.-]*[-_.])?(?:system|user|base|default|agent|assistant|developer|instruction)?[-_]?prompts?(?:[-_.](?:v?\d+|en|de|fr|template|system|user))?\.(?:txt|md|jinja2?|j2|hbs|mustache|tmpl|liquid)$/i;
const PROMPT_FOLDER =
  /(?:^|\/)(?:prompts?|prompt[-_]templates?|system[-_]prompts?|promptfiles)\/(?:.+\/)?[^/]+\.(?:txt|md|jinja2?|j2|ya?ml|hbs|handlebars|mustache|tmpl|liquid|xml|prompt)$/i;

/**
 * What kind of instruction text a path holds, or undefined for prose that nobody gives to a model. Names only;
 * the conventions are those of the tools' own documentation.
 */
export function proseKindOf(path: string): ProseFacts["kind"] | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^SKILL\.md$/i.test(name)) return "skill";
  if (AGENT.test(path)) return "agent";
  if (COMMAND.test(path)) return "prompt";
  if (/^chat_template(?:[\w.-]*)?\.(?:jinja2?|j2)$/i.test(name)) return "template";
  if (/^(?:readme|changelog|license|contributing|index|_index)(?:\.\w+)?$/i.test(name)) return undefined;
  if (PROMPT_FILE.test(path) || PROMPT_FOLDER.test(path)) return "prompt";
  return RULES.test(path) ? "rules" : undefined;
}
