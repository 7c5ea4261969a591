import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const CASES: readonly LanguageCase[] = [
  {
    title: "rig: an agent of a builder, its model a constant of the crate",
    files: {
      "src/main.rs": `use rig::providers::openai;
const PREAMBLE: &str = "You are a comedian here to entertain the user using humour and jokes.";
#[tokio::main]
async fn main() -> Result<()> {
    let comedian = openai::Client::from_env().agent(openai::GPT_4O).preamble(PREAMBLE).build();
    Ok(())
}`,
    },
    assets: ["agent comedian", "model gpt-4o", "prompt PREAMBLE"],
    relations: ["agent comedian -has_prompt-> prompt PREAMBLE", "agent comedian -uses_model-> model gpt-4o"],
    services: ["model gpt-4o -served_by-> ai-service openai"],
  },
  {
    title: "rmcp: the tools of a router",
    files: {
      "src/counter.rs": `use rmcp::{tool, tool_router};
pub struct Counter {}
#[tool_router]
impl Counter {
    #[tool(description = "Increments")]
    async fn increment(&self) -> String { String::new() }
    #[tool(name = "current", description = "Reads")]
    fn get(&self) -> String { String::new() }
}`,
    },
    assets: ["mcp-server Counter", "tool current", "tool increment"],
    relations: ["mcp-server Counter -exposes_tool-> tool current", "mcp-server Counter -exposes_tool-> tool increment"],
  },
  {
    title: "async-openai: a request of a builder, a client in a struct",
    files: {
      "src/lib.rs": `use async_openai::{Client, types::{CreateChatCompletionRequestArgs, ChatCompletionRequestSystemMessageArgs}};
struct Chat { client: Client }
impl Chat {
    fn new() -> Self { Self { client: Client::new() } }
    async fn ask(&self) {
        let request = CreateChatCompletionRequestArgs::default().model("gpt-4o-mini").messages([ChatCompletionRequestSystemMessageArgs::default().content("You answer questions about the weather in one short sentence only.").build().unwrap().into()]).build().unwrap();
        let response = self.client.chat().create(request).await;
    }
}`,
    },
    assets: ["model gpt-4o-mini", "prompt ask prompt"],
    relations: ["model gpt-4o-mini -has_prompt-> prompt ask prompt"],
  },
  {
    title: "candle and ort: hub models and model files",
    files: {
      "src/main.rs": `use hf_hub::api::sync::Api;
use ort::session::Session;
fn main() {
    let repo = Api::new().unwrap().model("sentence-transformers/all-MiniLM-L6-v2".to_string());
    let session = Session::builder().unwrap().commit_from_file("models/ranker.onnx").unwrap();
}`,
    },
    assets: ["model sentence-transformers/all-MiniLM-L6-v2", "model-file models/ranker.onnx"],
  },
];

describe("Rust", () => itFinds(CASES));
