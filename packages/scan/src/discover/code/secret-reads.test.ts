import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("credentials that code reads", () => {
  testFound([
    [
      "Python",
      'import os\na = os.environ["MY_API_KEY"]\nb = os.getenv("A_TOKEN", os.getenv("B_SECRET"))\nc = os.getenv("HOME")\nd = os.getenv("MAX_TOKENS")',
      ["secret-ref MY_API_KEY", "secret-ref A_TOKEN", "secret-ref B_SECRET"],
      ["secret-ref HOME", "secret-ref MAX_TOKENS"],
    ],
    [
      "variables that code asks for by name",
      `
      import os
      if "GROQ_API_KEY" in os.environ and "DEBUG_TOKEN" not in os.environ:
          pass
      if "OTHER_API_KEY" in settings:
          pass`,
      ["secret-ref GROQ_API_KEY", "secret-ref DEBUG_TOKEN"],
      ["secret-ref OTHER_API_KEY"],
    ],
    [
      "what a hidden field asks for",
      `
      import streamlit as st
      import gradio as gr
      from getpass import getpass
      openai_api_key = st.sidebar.text_input("Key", type="password")
      tavily_token_textbox = gr.Textbox(placeholder="tvly-…", type="password")
      x = getpass("Groq API key")
      name_key = st.text_input("Shown to all")
      password = st.text_input("Password", type="password")`,
      ["secret-ref OPENAI_API_KEY", "secret-ref TAVILY_TOKEN", "secret-ref GROQ_API_KEY"],
      ["secret-ref NAME_KEY", "secret-ref PASSWORD"],
    ],
    [
      "what code puts into the environment, and fields of settings",
      `
      import os
      from pydantic_settings import BaseSettings
      def use(key):
          os.environ["OPENAI_API_KEY"] = key
      class Settings(BaseSettings):
          cohere_api_key: str = ""
          limit: int = 5
      class Plain:
          other_api_key: str = ""`,
      ["secret-ref OPENAI_API_KEY", "secret-ref COHERE_API_KEY"],
      ["secret-ref LIMIT", "secret-ref OTHER_API_KEY"],
    ],
    [
      "JavaScript",
      { "a.ts": 'const a = process.env.MY_API_KEY;\nconst b = import.meta.env["B_TOKEN"];' },
      ["secret-ref MY_API_KEY", "secret-ref B_TOKEN"],
    ],
    ["Ruby", { "a.rb": 'x = ENV["MY_API_KEY"]\ny = ENV.fetch("B_TOKEN")' }, ["secret-ref MY_API_KEY", "secret-ref B_TOKEN"]],
    ["Rust", { "a.rs": 'fn main() { let k = std::env::var("MY_API_KEY").unwrap(); }' }, ["secret-ref MY_API_KEY"]],
    ["Go", { "a.go": 'package main\nimport "os"\nfunc main() { k := os.Getenv("MY_API_KEY"); _ = k }' }, ["secret-ref MY_API_KEY"]],
  ]);
});
