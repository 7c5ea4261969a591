import { describe } from "vitest";
import { testShown } from "./testing/shown.ts";

describe("options of programs", () => {
  testShown([
    [
      "click, by flag and by name, with a variable",
      `
      import click
      @click.command()
      @click.option("--model", "-m", default="m")
      @click.option("--embed", "embedding", default="e", envvar="EMBED")
      @click.option("--required", required=True)
      def main(model, embedding, required):
          show(model)
          show(embedding)`,
      ['"m"', '$EMBED ?? "e"'],
    ],
    [
      "typer",
      `
      import typer
      app = typer.Typer()
      @app.command()
      def chat(model: str = typer.Option("m", "--model")):
          show(model)`,
      ['"m"'],
    ],
    [
      "pydantic settings with a prefix and with an alias",
      `
      from pydantic import Field
      from pydantic_settings import BaseSettings, SettingsConfigDict
      class Settings(BaseSettings):
          model_config = SettingsConfigDict(env_prefix="APP_")
          chat: str = "m"
          embed: str = Field("e", validation_alias="EMBED_MODEL")
      show(Settings().chat)
      show(Settings().embed)`,
      ['$APP_CHAT ?? "m" | "m"', '$EMBED_MODEL ?? "e" | "e"'],
    ],
    [
      "commander",
      {
        "main.ts": `
          import { Command, Option } from "commander";
          const program = new Command();
          program.option("-m, --model <name>", "the model", "m").addOption(new Option("--embed-model <name>").default("e"));
          show(program.opts().model);
          show(program.opts().embedModel);
          program.command("ask").option("--llm <name>", "text", "l").action(async (question, options) => { show(options.llm); });`,
      },
      ['"m"', '"e"', '"l"'],
    ],
    [
      "yargs",
      {
        "main.ts": `
          import yargs from "yargs";
          const argv = yargs(process.argv.slice(2)).option("model", { default: "m" }).parseSync();
          show(argv.model);`,
      },
      ['"m"'],
    ],
    [
      "parseArgs of Node",
      {
        "main.ts": `
          import { parseArgs } from "node:util";
          const { values } = parseArgs({ options: { model: { type: "string", default: "m" } } });
          show(values.model);`,
      },
      ['"m"'],
    ],
  ]);
});
