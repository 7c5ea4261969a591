import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("go", source));
}

describe("Go statements", () => {
  it("gives every arm of if, switch, type switch and select", async () => {
    const text = await lowered(`package p
func f() {
	if err := a(); err != nil { b() } else if c { d() } else { e() }
	switch x := v.(type) { case int, *T: f(); default: g() }
	switch k { case 1, 2: h() }
	select { case m := <-ch: i(m); case out <- 1: }
	for i := 0; i < 3; i++ { j() }
	a.b, c[0] = 1, "x"
	n += 2
}
`);
    expect(text).toContain("  err = a()\n  if (err != null); c exhaustive\n  |\n    b()\n  |\n    d()\n  |\n    e()");
    expect(text).toContain("  x = v\n  switch v; int; T exhaustive\n  |\n    f()\n  |\n    g()");
    expect(text).toContain("  switch k; 1; 2\n  |\n    h()");
    expect(text).toContain("    m = other(ch)\n    i(m)");
    expect(text).toContain("  i = 0\n  loop while (i < 3)\n    j()\n    i += 1");
    expect(text).toContain('  a.b = 1\n  c[0] = "x"\n  n += 2');
  });

  it("keeps what broken source still says", async () => {
    const module = await readSource("go", 'package p\nfunc f( {\n\tclient := openai.NewClient("k"\n}\nvar after = g(1)\n');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(outline(module)).toContain('openai.NewClient("k"');
    expect(outline(module)).toContain("g(1)");
  });
});
