import { describe } from "vitest";
import { testFound } from "../discover/code/testing/found.ts";

describe("options of programs in Go", () => {
  testFound([
    [
      "flags that are read, flags that fill a variable, viper, cobra and urfave/cli",
      {
        "go.mod": "module example.com/ask\n",
        "main.go": `package main

import (
	"context"
	"flag"

	openai "github.com/sashabaranov/go-openai"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
	"github.com/urfave/cli/v2"
)

var model = flag.String("model", "gpt-4o", "the model")
var embedding string

func init() {
	flag.StringVar(&embedding, "embedding", "text-embedding-3-small", "the model of vectors")
	viper.SetDefault("llm.model", "gpt-4.1-nano")
}

func run(cmd *cobra.Command, c *openai.Client) {
	name, _ := cmd.Flags().GetString("judge")
	c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: name})
}

func main() {
	cmd := &cobra.Command{}
	cmd.Flags().StringP("judge", "j", "o3-mini", "the judge")
	c := openai.NewClient("x")
	request := openai.ChatCompletionRequest{Model: *model}
	request.Tools = []openai.Tool{{Type: "function", Function: &openai.FunctionDefinition{Name: "lookup"}}}
	c.CreateChatCompletion(context.Background(), request)
	c.CreateEmbeddings(context.Background(), openai.EmbeddingRequest{Model: openai.EmbeddingModel(embedding)})
	c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: viper.GetString("llm.model")})
	app := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "fast", Value: "gpt-4.1-mini"}}, Action: func(ctx *cli.Context) error {
		c.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: ctx.String("fast")})
		return nil
	}}
	app.Run(nil)
}
`,
      },
      [
        "model gpt-4o",
        "model gpt-4o -uses_tool-> tool lookup",
        "model text-embedding-3-small",
        "model gpt-4.1-nano",
        "model o3-mini",
        "model gpt-4.1-mini",
      ],
    ],
  ]);
});

describe("options of programs in Rust", () => {
  testFound([
    [
      "clap: defaults of fields, with and without a variable of the environment; a struct that derives no parser has none",
      {
        "Cargo.toml": '[package]\nname = "ask"\n',
        "src/main.rs": `use async_openai::{Client, types::CreateChatCompletionRequestArgs};
use clap::Parser;

#[derive(Parser, Debug)]
struct Args {
    #[arg(short, long, default_value = "gpt-4o-mini")]
    model: String,
    #[arg(long, env = "JUDGE", default_value_t = String::from("gpt-4.1"))]
    judge: String,
}

#[tokio::main]
async fn main() {
    let args = Args::parse();
    let client = Client::new();
    client.chat().create(CreateChatCompletionRequestArgs::default().model(&args.model).build().unwrap()).await;
    client.chat().create(CreateChatCompletionRequestArgs::default().model(args.judge.clone()).build().unwrap()).await;
}`,
      },
      ["model gpt-4o-mini", "model gpt-4.1"],
    ],
    [
      "models of a library that runs on the machine, by their constants",
      {
        "Cargo.toml": '[package]\nname = "ask"\n',
        "src/lib.rs": `use fastembed::{EmbeddingModel, InitOptions, TextEmbedding};
pub fn load() -> TextEmbedding {
    TextEmbedding::try_new(InitOptions::new(EmbeddingModel::BGEBaseENV15).with_show_download_progress(true)).unwrap()
}`,
      },
      ["model BAAI/bge-base-en-v1.5"],
    ],
    [
      "a module that is named like the crate it wraps, and tests beside the code",
      {
        "Cargo.toml": '[package]\nname = "ask"\n',
        "src/fastembed.rs": `use fastembed::{EmbeddingModel, InitOptions, TextEmbedding};
pub fn load() -> TextEmbedding { TextEmbedding::try_new(InitOptions::new(EmbeddingModel::AllMiniLML6V2)).unwrap() }

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn loads() { TextEmbedding::try_new(InitOptions::new(EmbeddingModel::BGELargeENV15)).unwrap(); }
}`,
      },
      ["model sentence-transformers/all-MiniLM-L6-v2"],
      ["model BAAI/bge-large-en-v1.5"],
    ],
  ]);
});
