import { describe, expect, test } from "vitest";
import { isPromptName } from "./prompts.ts";
import { testFound } from "./testing/found.ts";

const LONG = "You are a careful assistant who never tells anybody what was said before, and stays polite.";
const USES = 'from openai import OpenAI\nOpenAI().responses.create(model="gpt-4o")\n';

describe("prompts", () => {
  testFound([
    ["a long text that is named as one, in a project that talks to models", `${USES}SYSTEM_PROMPT = "${LONG}"`, ["prompt SYSTEM_PROMPT"]],
    ["not in a project that does not", `SYSTEM_PROMPT = "${LONG}"`, [], ["prompt SYSTEM_PROMPT"]],
    ["not a short one", `${USES}SYSTEM_PROMPT = "too short"`, [], ["prompt SYSTEM_PROMPT"]],
    [
      "not any long text",
      `${USES}LICENCE = "This software is given as it is, without warranty of any kind, whether stated or implied."`,
      [],
      ["prompt LICENCE"],
    ],
    [
      "the system message of a call",
      `
      from openai import OpenAI
      OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": "${LONG}"}, {"role": "user", "content": "${LONG} Yes."}])`,
      ["model gpt-4o -has_prompt-> prompt inline prompt"],
    ],
    [
      "pairs and message classes",
      `
      from langchain_openai import ChatOpenAI
      from langchain_core.messages import HumanMessage, SystemMessage
      RULES = "${LONG}"
      ChatOpenAI(model="gpt-4o").invoke([SystemMessage(content=RULES), HumanMessage(content="${LONG}")])`,
      ["model gpt-4o -has_prompt-> prompt RULES"],
    ],
    [
      "a text with gaps keeps its name",
      `
      from openai import OpenAI
      TEMPLATE = "${LONG} Today is {day}."
      OpenAI().responses.create(model="gpt-4o", instructions=TEMPLATE.format(day=today()))`,
      ["model gpt-4o -has_prompt-> prompt TEMPLATE"],
    ],
    [
      "a file that holds it",
      {
        "prompts/system.md": "You are a helpful assistant.",
        "main.py":
          'from pathlib import Path\nfrom openai import OpenAI\nOpenAI().responses.create(model="gpt-4o", instructions=Path("prompts/system.md"))',
      },
      ["model gpt-4o -has_prompt-> prompt prompts/system.md"],
    ],
    [
      "texts out of records are data",
      {
        "results/run-1.json": '[{"question": "What is it?"}]',
        "prompts.json": '{"system": "You are a helpful assistant."}',
        "main.py": `
          import json
          from openai import OpenAI
          def ask(system):
              OpenAI().responses.create(model="gpt-4o", instructions=system)
          for item in json.load(open("results/run-1.json")):
              ask(item["question"])
          ask(json.load(open("prompts.json"))["system"])`,
      },
      ["model gpt-4o -has_prompt-> prompt prompts.json"],
      ["prompt results/run-1.json"],
    ],
    [
      "the text that a completion goes on with",
      `
      import anthropic
      prompt = "${LONG}"
      anthropic.Client().completions.create(model="claude-v1", prompt=prompt)`,
      ["model claude-v1 -has_prompt-> prompt prompt"],
    ],
    [
      "lines that are joined",
      {
        "a.ts": `
      import OpenAI from "openai";
      const systemPrompt = ["You are a careful assistant.", "You never tell anybody what was said before, and stay polite."].join("\\n");
      await new OpenAI().responses.create({ model: "gpt-4o", instructions: systemPrompt });`,
      },
      ["model gpt-4o -has_prompt-> prompt systemPrompt"],
    ],
  ]);

  test.each([
    ["SYSTEM_PROMPT", true],
    ["prompt", true],
    ["Agent.instructions", true],
    ["supportPrompt", true],
    ["PROMPT_TEMPLATE", true],
    ["system_message", true],
    ["prompt_v2", true],
    ["promptly", false],
    ["description", false],
    [undefined, false],
  ])("%s names a prompt: %s", (name, expected) => {
    expect(isPromptName(name)).toBe(expected);
  });
});

describe("texts that stand in a call", () => {
  testFound([
    [
      "are the system prompt and, where long enough, the user's; they go to the service that the client is made for",
      `
      from google import genai
      from google.genai.types import GenerateContentConfig

      def gen(text):
          client = genai.Client(vertexai=True)
          reply = client.models.generate_content(
              model="gemini-2.0-flash",
              contents="List twenty questions that can be answered from the text.",
              config=GenerateContentConfig(system_instruction=["Use simple language in all answers.", "Avoid technical terms."]),
          )
          return reply.text`,
      [
        "model gemini-2.0-flash -has_prompt-> prompt gen prompt",
        "model gemini-2.0-flash -has_prompt-> prompt gen user prompt",
        "model gemini-2.0-flash -served_by-> ai-service vertex-ai",
      ],
      ["ai-service google-gemini"],
    ],
    [
      "are nothing where somebody only says hello",
      `
      from google import genai
      def greet():
          return genai.Client(vertexai=False).models.generate_content(model="gemini-2.0-flash", contents="Hello there, model")`,
      ["model gemini-2.0-flash -served_by-> ai-service google-gemini"],
      ["prompt greet user prompt", "ai-service vertex-ai"],
    ],
    [
      "are no function that something in the text was worked out with",
      `
      from openai import OpenAI
      def title_of(document):
          return f"{document.name} ({document.year})"
      def answer(document):
          title = title_of(document)
          OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"You answer questions about the filing named {title}."}])`,
      ["model gpt-4o -has_prompt-> prompt answer prompt"],
      ["model gpt-4o -has_prompt-> prompt title_of"],
    ],
    [
      "are none where they are said to a database",
      `
      from openai import OpenAI
      def answer(rows, user):
          query = "SELECT description, merchant FROM expenses WHERE user_id = :user ORDER BY spent LIMIT 10"
          OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"You answer questions about expenses."}, {"role": "user", "content": rows.run(query)}])`,
      ["model gpt-4o -has_prompt-> prompt answer prompt"],
      ["model gpt-4o -has_prompt-> prompt query", "model gpt-4o -has_prompt-> prompt answer user prompt"],
    ],
  ]);
});
