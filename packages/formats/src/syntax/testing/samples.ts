import type { Language } from "../ir.ts";

/** One piece of ordinary source for each language, with most of its forms: what mutations start from. */
export const SAMPLES: Readonly<Record<"go" | "java" | "csharp" | "rust" | "ruby", string>> = {
  go: `package main
import ( "os"; ai "github.com/openai/openai-go" )
const A, B = 1, \`raw\`
// Server serves.
type Server struct { *Base; Name, kind string \`json:"n"\` }
type Tool interface { io.Closer; Call(s string) (n int, err error) }
func (s *Server) Run(ctx context.Context, a, b string, more ...Option) (string, error) {
	client, err := ai.NewClient(option.WithAPIKey(os.Getenv("K")), opts...)
	if x := f(); x != nil { return "", err } else if y { z() } else { w() }
	for i, m := range []T{{A: 1}, {2}} { s.n += m[i].(int) }
	for i := 0; i < 3; i++ { defer func() { g[int](i) }() }
	switch v := x.(type) { case int, *T: a(v); default: b() }
	select { case m := <-ch: use(m); case ch <- &U{"k": -1.5, 'c': map[string]any{"x": nil}}: }
	return fmt.Sprintf("%s", a + "b"), nil
}
`,
  java: `package com.example;
import static a.B.*;
/** Doc. */
@Service(value = {"a", "b"}) public final class Bot extends Base<String> implements A, B {
  @Value("\${k}") private final String key = """
      text \\
        block
      """, other;
  @Bean public Client make(@P("x") Client.Builder b, int... rest) throws E {
    var c = b.key(System.getenv("K")).tools(x -> x.y(), (p, q) -> { return p; }, Foo::bar).<T>build();
    String s = switch (n) { case 1, 2 -> "a"; case Foo f when f.ok() -> { yield g(f); } default -> throw new E("x"); };
    switch (k) { case 1: h(); break; default: i(); }
    try (var r = open(); q) { use(r); } catch (X | Y e) { bad(e); } finally { fin(); }
    for (Tool t : tools) if (t instanceof Foo foo) a[0] = foo; else while ((z = next()) != null) z++;
    return new Client("k") { @Override void run() { j((int) 1L, y ? 0x1F : -2.5f); } };
  }
}
record P(@N String a, int b) { P { check(a); } }
enum E { A("x"), B { void f() {} }; final String v; E(String v) { this.v = v; } }
interface I { String M = "m"; @Tool String go(String s); }
`,
  csharp: `using System; using static A.B; using F = G.H;
namespace N;
await Host.Create(args).WithTools<T.U, V>().RunAsync();
/// <summary>Doc.</summary>
[Server, Desc("x")] public class Bot(IChat chat, string key = "k") : Base(chat), I<int>
{
  const string A = @"a""b"; public string P { get; set; } = $"v {chat,5:F2} {{y}}"; string Q => """
    raw
      text
    """;
  [Tool(Name = "n", B = true)] public static async Task<string> Go([Desc("m")] string m, params int[] rest)
  {
    ChatClient c = new(model: "m", Env("K")!) { T = 0.5f, L = { 1 }, ["k"] = new() { X = 1 } };
    var l = new List<M>(old) { new(R.S, "s"), new X("y") }; M[] k = [a, ..b]; var an = new { A = 1, b.C };
    var r = x switch { 1 => "a", Foo { Y: > 2 } f when g => h(f), _ => throw new E() };
    switch (x) { case 1: case "b": i(); break; default: j(); break; }
    await foreach (var (u, v) in c.Stream(a?.b?[0] ?? d)) { if (u is Foo z && T.Try(out var w)) y(w); else x = y = 2; }
    try { using var s = Open(); } catch (E e) when (e.X) { } finally { n(); }
    return await k2.Run<string>(async (p, q) => await p, delegate (int o) { return o with { B = 2 }; }, from t in ts select t.A);
  }
}
record struct Rec(int A); enum En { [D("r")] Red = 1 }
#if DEBUG
foo();
#endif
`,
  rust: `use a::{self, b::{c as d, *}};
/// Doc
#[derive(Debug)] #[serde(rename = "x")]
pub struct S<T: B> { #[s(d = "the a")] pub a: Option<Vec<T>>, b: &'static str }
pub enum E { A, B(i32), C { x: u8 } = 3 }
#[tool_router] impl<T> Tool for S<T> {
    const N: &'static str = r#"raw"#;
    #[tool(description = "d", hints(x = true))]
    pub async fn go(&mut self, P(R { a, b: c }): P<R>, #[p] x: &str) -> Result<(), E> {
        let (k, mut v): (i32, F) = C::<u8>::new(env::var("K")?).await?;
        let Some(w) = self.a.get(0) else { return Err(e) };
        let m = match w { E::A => "a", E::B(n) if n > 1 => { log(); g(n) } _ => return Ok(()) };
        if let Some(q) = z && y { vec![1, f("b"), B { x: -1 }]; } else { self.x += 1; }
        for (i, t) in v.iter() { while let Ok(u) = t.next() { println!("{} {u}", i, u = u); } }
        let j = json!({ "m": "x", "n": [1, f(x)], "o": null, key: { "p": format!("{a}") } });
        let h = |a, b: i32| async move { p(a).await }; unsafe { k() }
        Ok(S { a: None, ..Default::default() })
    }
}
macro_rules! mm { ($x:expr) => { foo($x) } }
select! { r = a() => { b(r) } }
`,
  ruby: `require "openai"
MODEL = ENV.fetch("M", 'x\\'y').freeze
# Doc
class A::B < C::D
  include E
  tool_name "x"
  param :a, type: :string, "k" => 1, **o
  def go(a, b = 1, *r, k:, d: "x", **o, &blk)
    @c ||= F::G.new(key: ENV["K"], list: %w[a b], sym: :"s#{a}")
    t = foo(<<~S, 2) do |x, (y, z)|
      text #{a}
        more
    S
      next x unless y
    end
    v = if a then b elsif c; d else e end
    case h
    when 1, I then j
    else m
    end
    case h
    in {role:, calls: [f, *]} if g then l
    else m
    end
    w, (n, *p) = q
    t = begin; q; rescue X, Y => e; r(e); ensure; s; end
    u&.map { |i| i + 1 }.each(&:to_s) while z
    ->(i) { \`ls #{i}\` } || a ? b : c
  end
  def self.make(x) = new(x)
  private def hid; end
  class << self; def k; yield 1, 2; end; end
end
`,
};

export const SAMPLE_LANGUAGES: readonly (keyof typeof SAMPLES & Language)[] = ["go", "java", "csharp", "rust", "ruby"];
