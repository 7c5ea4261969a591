import { describe, expect, it } from "vitest";
import { readSource } from "../read-source.ts";
import { outline } from "../testing/outline.ts";
import { packageNameOf } from "./imports.ts";

async function lowered(source: string): Promise<string> {
  return outline(await readSource("go", source));
}

describe("Go SDK code", () => {
  it("reads go-openai: alias by convention, literal requests, two results", async () => {
    const text = await lowered(`// Package main talks.
package main

import (
	"context"
	"os"

	openai "github.com/sashabaranov/go-openai"
)

func main() {
	client := openai.NewClient(os.Getenv("OPENAI_API_KEY"))
	resp, err := client.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{
		Model: openai.GPT4o,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: "You are\\ta bank."},
		},
	})
	if err != nil {
		return
	}
	defer client.Close()
}
`);
    expect(text).toContain("package main");
    expect(text).toContain('import as openai from "github.com/sashabaranov/go-openai"');
    expect(text).toContain('  client = openai.NewClient(os.Getenv("OPENAI_API_KEY"))');
    expect(text).toContain(
      '[resp, err] = client.CreateChatCompletion(context.Background(), literal openai.ChatCompletionRequest(Model=openai.GPT4o, Messages=[literal openai.ChatCompletionMessage(Role=openai.ChatMessageRoleSystem, Content="You are\\ta bank.")]))',
    );
    expect(text).toContain("if (err != null)\n  |\n    return\n  client.Close()");
  });

  it("reads openai-go and anthropic-sdk-go: package names that differ from the path, nested params", async () => {
    const text = await lowered(`package app

import (
	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go/v2"
	"github.com/openai/openai-go/v2/option"
)

const system = \`You are
careful.\`

func ask(ctx context.Context) (*anthropic.Message, error) {
	client := openai.NewClient(option.WithAPIKey("k"), option.WithBaseURL(base))
	completion, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Say"), openai.SystemMessage(system)},
		Tools:    openai.F([]openai.ChatCompletionToolParam{{Type: openai.F[string]("function"), Parameters: shared.FunctionParameters{"type": "object", "n": map[string]any{"a": 1}}}}),
	})
	m, err := anthropic.NewClient().Messages.New(ctx, anthropic.MessageNewParams{MaxTokens: 1_024, Model: anthropic.ModelClaude3_7SonnetLatest})
	return m, err
}
`);
    expect(text).toContain('import as anthropic from "github.com/anthropics/anthropic-sdk-go"');
    expect(text).toContain('import as openai from "github.com/openai/openai-go/v2"');
    expect(text).toContain('import as option from "github.com/openai/openai-go/v2/option"');
    expect(text).toContain('constant system = "You are\\ncareful."');
    expect(text).toContain("function ask(ctx: context.Context) -> [anthropic.Message, error]");
    expect(text).toContain('Messages=[openai.UserMessage("Say"), openai.SystemMessage(system)]');
    expect(text).toContain(
      'Tools=openai.F([literal openai.ChatCompletionToolParam(Type=openai.F<string>("function"), Parameters=literal shared.FunctionParameters(type="object", n={"a": 1}))])',
    );
    expect(text).toContain("literal anthropic.MessageNewParams(MaxTokens=1024, Model=anthropic.ModelClaude3_7SonnetLatest)");
    expect(text).toContain("  return [m, err]");
  });

  it("reads mcp-go: tool options, handlers as methods and literals", async () => {
    const text = await lowered(`package main

import "github.com/mark3labs/mcp-go/mcp"

// Server keeps tools.
type Server struct {
	*Base
	config.Options
	Name, kind string
	tools []mcp.Tool
}

// Handle greets.
func (s *Server) Handle(ctx context.Context, req mcp.CallToolRequest, more ...string) (*mcp.CallToolResult, error) {
	return mcp.NewToolResultText(fmt.Sprintf("Hello, %s!", name)), nil
}

func main() {
	srv := server.NewMCPServer("Demo", "1.0.0", server.WithToolCapabilities(false))
	tool := mcp.NewTool("hello", mcp.WithDescription("Say " + "hello"), mcp.WithString("name", mcp.Required()))
	srv.AddTool(tool, s.Handle)
	srv.AddTool(tool, func(ctx context.Context) error { return exec.Command("sh", "-c", arg).Run() })
	go serve(srv)
	for _, t := range s.tools { use(t) }
}
`);
    expect(text).toContain(
      'doc "Server keeps tools."\nexported struct Server(Base, config.Options)\n  exported Name: string\n  kind: string\n  tools: [mcp.Tool]',
    );
    expect(text).toContain(
      'doc "Handle greets."\nexported function (s: Server) Handle(ctx: context.Context, req: mcp.CallToolRequest, *more: string) -> [mcp.CallToolResult, error]',
    );
    expect(text).toContain('return [mcp.NewToolResultText(fmt.Sprintf("Hello, %s!", name)), null]');
    expect(text).toContain('tool = mcp.NewTool("hello", mcp.WithDescription(("Say " + "hello")), mcp.WithString("name", mcp.Required()))');
    expect(text).toContain("srv.AddTool(tool, s.Handle)");
    expect(text).toContain('srv.AddTool(tool, function (ctx: context.Context) -> error\n    return exec.Command("sh", "-c", arg).Run())');
    expect(text).toContain("  serve(srv)\n  loop [_, t] in s.tools\n    use(t)");
  });

  it("reads the official MCP SDK: generic calls, pointer literals, struct inputs", async () => {
    const text = await lowered(`package main
import "github.com/modelcontextprotocol/go-sdk/mcp"
type Input struct { Name string \`json:"name" jsonschema:"the name"\` }
var server = mcp.NewServer(&mcp.Implementation{Name: "greeter"}, nil)
func init() {
	mcp.AddTool(server, &mcp.Tool{Name: "greet", Description: "say hi"}, SayHi)
	mcp.AddTool[Input, any](server, t, h)
	p := Pair[int, string]{A: 1}
	handlers[name](req)
	mcp.New[Input](1)
}
type Reader interface { io.Closer; Read(p []byte) (n int, err error) }
type Mode = string
`);
    expect(text).toContain('server = mcp.NewServer(literal mcp.Implementation(Name="greeter"), null)');
    expect(text).toContain('mcp.AddTool(server, literal mcp.Tool(Name="greet", Description="say hi"), SayHi)');
    expect(text).toContain("mcp.AddTool<Input, any>(server, t, h)");
    expect(text).toContain("p = literal Pair<int, string>(A=1)");
    expect(text).toContain("handlers[name](req)\n  mcp.New<Input>(1)");
    expect(text).toContain("exported interface Reader(io.Closer)\n  exported function Read(p: [byte]) -> [int, error]");
    expect(text).toContain("exported constant Mode = string");
  });
});

describe("packageNameOf", () => {
  it.each([
    ["github.com/foo/bar/v2", "", "bar"],
    ["gopkg.in/yaml.v3", "", "yaml"],
    ["github.com/sashabaranov/go-openai", "", "openai"],
    ["github.com/anthropics/anthropic-sdk-go", "", "anthropic"],
    ["github.com/tmc/langchaingo/llms", "", "llms"],
    ["github.com/pinecone-io/go-pinecone/v4/pinecone", "", "pinecone"],
    ["google.golang.org/genai", "", "genai"],
    ["github.com/a/my-pkg", "mypkg", "mypkg"],
    ["github.com/a/my-pkg", "pkg", "pkg"],
  ])("%s used as %s is %s", (path, used, name) => {
    expect(packageNameOf(path, (candidate) => candidate === used)).toBe(name);
  });
});
