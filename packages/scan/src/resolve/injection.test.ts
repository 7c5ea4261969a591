import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("objects that a container hands over by their type", () => {
  testShown([
    [
      "Spring beans",
      {
        "a/Config.java":
          'package a; import org.x.Model; import org.x.OpenModel; public class Config { @Bean Model model() { return OpenModel.of("m"); } }',
        "a/Use.java":
          "package a; import org.x.Model; public class Use { private final Model model; Use(Model model) { this.model = model; } void f() { show(model); } }",
        "a/Field.java": "package a; import org.x.Model; public class Field { @Autowired private Model model; void f() { show(model); } }",
      },
      ["org.x.OpenModel.of()", "org.x.OpenModel.of()"],
    ],
    [
      "services of .NET: an implementation, an object, a factory",
      {
        "Program.cs": `
          var builder = WebApplication.CreateBuilder(args);
          builder.Services.AddScoped<IChat, Chat>();
          builder.Services.AddSingleton(new Client("m"));
          builder.Services.AddSingleton<IStore>(sp => new Store("s"));`,
        "Chat.cs": `
          public interface IChat { string Ask(); }
          public class Chat : IChat { public string Ask() => "answer"; }
          public class Other : IChat { public string Ask() => "other"; }
          public class Handler {
            public void F(IChat chat, Client client, IStore store) { show(chat.Ask()); show(client); show(store); }
          }`,
      },
      ['"answer"', "Client()", "Store()"],
    ],
    [
      "providers of NestJS",
      {
        "module.ts": `
          import { Module } from "@nestjs/common";
          import OpenAI from "openai";
          @Module({ providers: [{ provide: "LLM", useFactory: () => new OpenAI() }] })
          export class AppModule {}`,
        "use.ts": `
          import { Inject } from "@nestjs/common";
          import type OpenAI from "openai";
          export class Use { constructor(@Inject("LLM") private readonly llm: any) {} f() { show(this.llm); } }`,
      },
      ["openai.default()"],
    ],
  ]);
});
