import type { Cue } from "./lexicon.ts";

/** One shape of an injected instruction. */
export interface InjectionRule {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly why: string;
  /** The rule that names a match: the first one whose cues all stand in it. */
  readonly cues: readonly Cue[];
}

/** Every rule of injected instructions; the first that fits names a match. */
export const injectionRules = [
  {
    id: "injection-chat-marker",
    type: "CHAT_MARKER",
    title: "Chat-template markers that open a turn of their own",
    why: "Tokens such as <|im_start|>, [INST] or a system tag end the data and begin a message that the model takes for the operator's.",
    cues: ["marker"],
  },
  {
    id: "injection-override",
    type: "INSTRUCTION_OVERRIDE",
    title: "Instruction to set earlier instructions aside",
    why: "Text in a document or message tells the model to ignore, forget or replace what its operator said.",
    cues: ["override", "directive"],
  },
  {
    id: "injection-prompt-extraction",
    type: "PROMPT_EXTRACTION",
    title: "Request for the system prompt or hidden rules",
    why: "What the operator wrote, and what is put in the context with it, is asked for word for word.",
    cues: ["reveal", "system"],
  },
  {
    id: "injection-exfiltration",
    type: "EXFILTRATION",
    title: "Request to send data away",
    why: "Conversation, credentials or files are to be sent to an address, often inside of a link or picture.",
    cues: ["send", "secret"],
  },
  {
    id: "injection-secrecy",
    type: "SECRECY",
    title: "Request to keep something from the user",
    why: "An honest document has no reason to tell a model what the user must not know.",
    cues: ["secrecy"],
  },
  {
    id: "injection-persona",
    type: "PERSONA",
    title: "New persona without rules",
    why: "Role play that takes the model's limits away: developer mode, an unrestricted double, a character that never refuses.",
    cues: ["persona", "unbound"],
  },
  {
    id: "injection-tool-call",
    type: "TOOL_CALL",
    title: "Request to act with a tool",
    why: "Text that a model only reads asks it to run, delete, transfer or install.",
    cues: ["act", "model"],
  },
  {
    id: "injection-answer-control",
    type: "ANSWER_CONTROL",
    title: "Instruction about the model's own answer",
    why: "Text in a document bends the answer: adds links or advertising, changes language or claims, refuses.",
    cues: ["answer", "imperative"],
  },
  {
    id: "injection-instruction",
    type: "INSTRUCTION",
    title: "Text that reads like an instruction to a model",
    why: "Its wording is that of known attacks, without one of the shapes above.",
    cues: [],
  },
] as const satisfies readonly InjectionRule[];

export type InjectionRuleId = (typeof injectionRules)[number]["id"];
