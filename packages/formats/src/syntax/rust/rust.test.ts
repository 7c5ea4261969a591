import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("rust", source));
}

describe("Rust SDK code", () => {
  it("reads rmcp servers: use trees, tool attributes, trait impls", async () => {
    const text = await lowered(`use rmcp::{self, model::*, tool, handler::server::router::tool::ToolRouter as Router};
pub use crate::inner::Thing;
mod prompts;

/// A counter.
/// Counts.
#[derive(Clone)]
pub struct Counter<T> {
    #[schemars(description = "how many")]
    pub count: Arc<Mutex<i32>>,
}

#[tool_router(router = tools)]
impl<T: Send> Counter<T> {
    pub fn new() -> Self { Self { count: Arc::new(Mutex::new(0)), ..Default::default() } }

    /// Adds one.
    #[tool(description = "Increment the counter", annotations(title = "Inc", read_only_hint = false))]
    async fn increment(&self, Parameters(request): Parameters<Add>, #[tool(param)] by: &str) -> Result<CallToolResult, McpError> {
        let mut counter = self.count.lock().await;
        *counter += 1;
        Ok(CallToolResult::success(vec![Content::text(counter.to_string())]))
    }
}

#[tool_handler]
impl ServerHandler for Counter<i32> {
    const NAME: &'static str = "counter";
    fn get_info(&self) -> ServerInfo { ServerInfo { instructions: Some("counts".into()), ..Default::default() } }
}
`);
    expect(text).toContain(
      'import as rmcp from "rmcp"\nimport * from "rmcp::model"\nimport tool as tool from "rmcp"\nimport ToolRouter as Router from "rmcp::handler::server::router::tool"\nreexport Thing as Thing from "crate::inner"\nimport as prompts from "self::prompts"',
    );
    expect(text).toContain(
      'doc "A counter.\\nCounts."\n@derive(Clone) exported struct Counter\n  @schemars(description="how many") exported count: Arc[Mutex[i32]]',
    );
    expect(text).toContain(
      "@tool_router(router=tools) struct Counter\n  exported static function (: Counter) new() -> Self\n    return literal Self(count=Arc.new(Mutex.new(0)), **Default.default())",
    );
    expect(text).toContain(
      '  doc "Adds one."\n  @tool(description="Increment the counter", annotations(title="Inc", read_only_hint=false)) async function (self: Counter) increment(request: Parameters[Add], @tool(param) by: str) -> Result[[CallToolResult, McpError]]',
    );
    expect(text).toContain(
      "    counter = self.count.lock()\n    counter += 1\n    return Ok(CallToolResult.success(macro vec(Content.text(counter.to_string()))))",
    );
    expect(text).toContain(
      '@tool_handler struct Counter(ServerHandler)\n  constant NAME: str = "counter"\n  function (self: Counter) get_info() -> ServerInfo',
    );
  });

  it("reads async-openai: builders, json, closures, streams", async () => {
    const text = await lowered(`#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::with_config(OpenAIConfig::new().with_api_key(std::env::var("OPENAI_API_KEY")?));
    let request = CreateChatCompletionRequestArgs::default()
        .model("gpt-4o-mini").max_tokens(512_u32)
        .messages([ChatCompletionRequestUserMessageArgs::default().content("Hi").build()?.into()])
        .tools(vec![ChatCompletionToolArgs::default().function(FunctionObject { name: "w".to_string(), parameters: Some(json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a", name(x)], (key): null })) }).build()?])
        .build()?;
    let response = client.chat().create(request).await?;
    while let Some(result) = stream.next().await { match result { Ok(r) => r.choices.iter().for_each(|c| print!("{}", c)), Err(e) => eprintln!("{e}") } }
    tokio::spawn(async move { worker(rx).await });
    Ok(())
}
`);
    expect(text).toContain('@tokio.main(flavor="multi_thread") async function main() -> Result[[[], Box[Error]]]');
    expect(text).toContain('client = Client.with_config(OpenAIConfig.new().with_api_key(std.env.var("OPENAI_API_KEY")))');
    expect(text).toContain(
      'CreateChatCompletionRequestArgs.default().model("gpt-4o-mini").max_tokens(512).messages([ChatCompletionRequestUserMessageArgs.default().content("Hi").build().into()])',
    );
    expect(text).toContain(
      'literal FunctionObject(name="w".to_string(), parameters=Some(macro json({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a", name(x)], key: null})))',
    );
    expect(text).toContain("response = client.chat().create(request)");
    expect(text).toContain(
      'loop while (stream.next() is Some(result))\n    result = stream.next()\n    switch result; Ok(r); Err(e) exhaustive\n    |\n      r = result\n      r.choices.iter().for_each(function (c)\n        return macro print("{}", c))',
    );
    expect(text).toContain("tokio.spawn(async function ()\n    return worker(rx))\n  return Ok([])");
  });

  it("reads rig, candle and ort: turbofish, chains, consts, raw strings", async () => {
    const text = await lowered(`const PREAMBLE: &str = r#"You are "kind"."#;
static MODEL: &str = "a\\
    b";
impl rig::tool::Tool for Adder {
    const NAME: &'static str = "add";
    type Error = MathError;
    async fn call(&self, args: Self::Args) -> Result<Self::Output, Self::Error> { Ok(args.x + args.y) }
}
fn load() -> Result<Session> {
    let agent = openai::Client::from_env().agent(openai::GPT_4O).preamble(PREAMBLE).tool(Adder).build();
    let n = "5".parse::<i32>().unwrap();
    let list = Vec::<u8>::with_capacity(2);
    let vb = unsafe { VarBuilder::from_mmaped_safetensors(&[file], DType::F32, &device)? };
    let device = if cuda { let d = Device::new_cuda(0)?; d } else { Device::Cpu };
    if let Some(path) = args.model { return Session::builder()?.commit_from_file(path); }
    Session::builder()?.commit_from_file(format!("{dir}/model.onnx", dir = base))
}
`);
    expect(text).toContain('constant PREAMBLE: str = "You are \\"kind\\"."\nconstant MODEL: str = "ab"');
    expect(text).toContain(
      'struct Adder(rig.tool.Tool)\n  constant NAME: str = "add"\n  constant Error = MathError\n  async function (self: Adder) call(args: Self.Args)',
    );
    expect(text).toContain("agent = openai.Client.from_env().agent(openai.GPT_4O).preamble(PREAMBLE).tool(Adder).build()");
    expect(text).toContain('n = "5".parse<i32>().unwrap()\n  list = Vec.with_capacity<u8>(2)');
    expect(text).toContain("vb = VarBuilder.from_mmaped_safetensors([file], DType.F32, device)");
    expect(text).toContain("  if cuda exhaustive\n  |\n    d = Device.new_cuda(0)\n  |\n  device = choice(cuda ? d | Device.Cpu)");
    expect(text).toContain(
      '  if (args.model is Some(path))\n  |\n    path = args.model\n    return Session.builder().commit_from_file(path)\n  return Session.builder().commit_from_file(macro format("{dir}/model.onnx", dir=base))',
    );
  });
});

describe("Rust items, patterns and macros", () => {
  it("reads modules, enums, traits, type aliases", async () => {
    const text = await lowered(`#[cfg(test)] mod tests { use super::*; #[test] fn t() { a(); } }
pub enum Shape { Unit, #[serde(rename = "x")] Tuple(i32, String), Named { a: u8 } }
pub trait Run: Send { fn go(&self) -> bool; fn make() -> Self; }
type Pair = (i32, f32);
`);
    expect(text).toContain("@cfg(test) module tests\n  @test function t()\n    a()");
    expect(text).toContain(
      'exported enum Shape\n  constant Unit\n  @serde(rename="x") constant Tuple: [i32, String]\n  constant Named: [u8]',
    );
    expect(text).toContain("exported trait Run(Send)\n  function (self: Run) go() -> bool\n  static function (: Run) make() -> Self");
    expect(text).toContain("constant Pair = [i32, f32]");
  });

  it("binds what patterns name", async () => {
    const text = await lowered(`fn f() {
    let (a, mut b) = g();
    let Point { x, y: z } = p;
    let Some(v) = w else { return };
    match m { Msg::Move { x, .. } if x > 1 => h(x), Msg::Quit | Msg::Stop => {}, n @ 1..=3 => i(n), _ => j() }
}`);
    expect(text).toContain("  [a, b] = g()\n  x = p.x\n  z = p.y\n  if \n  |\n    return\n  v = w");
    expect(text).toContain(
      "switch m; (literal Msg.Move(x=x) && (x > 1)); choice(Msg.Quit | Msg.Stop); other() exhaustive\n  |\n    x = m.x\n    h(x)\n  |\n  |\n    n = m\n    i(n)\n  |\n    j()",
    );
  });

  it("looks into macros that hold statements, and stops at a depth", async () => {
    expect(await lowered("tokio::select! { r = a() => { b(r) } _ = c() => {} }")).toMatch(/a\(\)[^]*b\(r\)[^]*c\(\)/);
    expect(await lowered("lazy_static! { static ref X: T = make(); }")).toContain("make()");
    const deep = await readSource("rust", `fn f() { ${"vec![".repeat(40)}g()${"]".repeat(40)}; }`);
    expect(deep.errors).not.toEqual([]);
  });

  it("reads JSON in any macro, with any brackets", async () => {
    expect(await lowered('rmcp::object!({ "a": [1, { "b": c::d(1) }] });')).toBe('macro rmcp.object({"a": [1, {"b": c.d(1)}]})');
    expect(await lowered('json! { "a": x, "b": {} };')).toBe('macro json({"a": x, "b": {}})');
    expect(await lowered('params![a, "b", c = -1, d.e];')).toBe('macro params(a, "b", c=-1, d.e)');
  });

  it("gives lines of the file inside macros", async () => {
    const module = await readSource("rust", 'fn f() {\n    let a = vec![\n        1,\n        g("x"),\n    ];\n}');
    const [statement] = module.body;
    const inner = statement?.kind === "function" ? statement.function.body[0] : undefined;
    const call = inner?.kind === "assign" && inner.value?.kind === "call" ? inner.value.arguments[1]?.value : undefined;
    expect(call).toMatchObject({ kind: "call", line: 4, endLine: 4 });
  });

  it("keeps what broken source still says", async () => {
    const module = await readSource("rust", 'fn f( {\n  client.chat("x";\n}\nconst A: i32 = g(1);');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(outline(module)).toContain("g(1)");
  });
});
