import { describe } from "vitest";
import { itFinds, type LanguageCase } from "./testing/language-cases.ts";

const CASES: readonly LanguageCase[] = [
  {
    title: "openai-go: a client in a struct, behind another base URL, in an HTTP handler",
    files: {
      "go.mod": "module example.com/app\n",
      "main.go": `package main

import (
	"net/http"
	"os"

	"github.com/openai/openai-go/v2"
	"github.com/openai/openai-go/v2/option"
)

type Server struct {
	client *openai.Client
	model  string
}

func NewServer() *Server {
	c := openai.NewClient(option.WithAPIKey(os.Getenv("OPENROUTER_KEY")), option.WithBaseURL("https://openrouter.ai/api/v1"))
	return &Server{client: &c, model: "anthropic/claude-sonnet-4"}
}

const systemPrompt = "You are a helpful assistant that answers questions about the weather in Paris."

func (s *Server) chat(w http.ResponseWriter, r *http.Request) {
	s.client.Chat.Completions.New(r.Context(), openai.ChatCompletionNewParams{
		Model:    s.model,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage(systemPrompt), openai.UserMessage("hi")},
		Tools:    []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{Name: "get_weather"})},
	})
}

func main() {
	s := NewServer()
	http.HandleFunc("POST /chat", s.chat)
}
`,
    },
    assets: ["endpoint POST /chat", "model anthropic/claude-sonnet-4", "prompt systemPrompt", "tool get_weather"],
    relations: [
      "endpoint POST /chat -has_prompt-> prompt systemPrompt",
      "endpoint POST /chat -uses_model-> model anthropic/claude-sonnet-4",
      "endpoint POST /chat -uses_tool-> tool get_weather",
      "model anthropic/claude-sonnet-4 -has_prompt-> prompt systemPrompt",
      "model anthropic/claude-sonnet-4 -uses_tool-> tool get_weather",
    ],
    services: ["model anthropic/claude-sonnet-4 -served_by-> ai-service openrouter"],
  },
  {
    title: "mcp-go: tools under constants, added one by one",
    files: {
      "main.go": `package main

import (
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type ToolName string

const ECHO ToolName = "echo"

func main() {
	s := server.NewMCPServer("demo", "1.0.0")
	s.AddTool(mcp.NewTool(string(ECHO), mcp.WithDescription("Echoes")), handleEcho)
	add := mcp.NewTool("add", mcp.WithDescription("Adds"))
	s.AddTool(add, handleEcho)
}

func handleEcho() {}
`,
    },
    assets: ["mcp-server demo", "tool add", "tool echo"],
    relations: ["mcp-server demo -exposes_tool-> tool add", "mcp-server demo -exposes_tool-> tool echo"],
  },
  {
    title: "official mcp sdk: generic AddTool with a tool as a literal",
    files: {
      "main.go": `package main

import "github.com/modelcontextprotocol/go-sdk/mcp"

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "greeter", Version: "v1"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "greet", Description: "say hi"}, SayHi)
}

func SayHi() {}
`,
    },
    assets: ["mcp-server greeter", "tool greet"],
    relations: ["mcp-server greeter -exposes_tool-> tool greet"],
  },
  {
    title: "gin: a route in a group",
    files: {
      "main.go": `package main

import (
	"github.com/gin-gonic/gin"
	"github.com/sashabaranov/go-openai"
)

var client = openai.NewClient("key")

func ask(c *gin.Context) {
	client.CreateChatCompletion(c, openai.ChatCompletionRequest{Model: openai.GPT4o})
}

func main() {
	r := gin.Default()
	api := r.Group("/api")
	api.POST("/ask", ask)
}
`,
    },
    assets: ["endpoint POST /api/ask", "model gpt-4o"],
    relations: ["endpoint POST /api/ask -uses_model-> model gpt-4o"],
  },
  {
    title: "langchaingo: options name the model, constants of SDKs are spelled out",
    files: {
      "main.go": `package main

import (
	"context"

	"github.com/sashabaranov/go-openai"
	"github.com/tmc/langchaingo/llms"
	"github.com/tmc/langchaingo/llms/ollama"
)

func main() {
	llm, _ := ollama.New(ollama.WithModel("llama3.2"))
	llms.GenerateFromSinglePrompt(context.Background(), llm, "Say hi")
	client := openai.NewClient("key")
	client.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: openai.GPT4oMini})
}
`,
    },
    assets: ["model gpt-4o-mini", "model llama3.2"],
    services: ["model gpt-4o-mini -served_by-> ai-service openai", "model llama3.2 -served_by-> ai-service ollama"],
  },
];

describe("Go", () => itFinds(CASES));
