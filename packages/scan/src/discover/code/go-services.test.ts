import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

const MODULE = "module example.com/desk\n\ngo 1.24\n";

describe("Go: handlers that reach models through structs of other packages", () => {
  testFound([
    [
      "a package is all of its files; gin groups, fields set by a constructor",
      {
        "go.mod": MODULE,
        "ai/answer.go": `package ai
import ("context"; "github.com/openai/openai-go")
const desk = "You are the help desk of a telephone company and answer in two sentences."
type Answerer struct { client openai.Client }
func NewAnswerer() *Answerer { return &Answerer{client: openai.NewClient()} }
func (a *Answerer) Answer(ctx context.Context, q string) string {
 res, _ := a.client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "gpt-4.1-mini", Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage(desk), openai.UserMessage(q)}})
 return res.Choices[0].Message.Content
}`,
        "ai/summary.go": `package ai
import ("context"; "github.com/anthropics/anthropic-sdk-go")
type Summariser struct { c anthropic.Client }
func NewSummariser() Summariser { return Summariser{c: anthropic.NewClient()} }
func (s Summariser) Sum(ctx context.Context) string {
 m, _ := s.c.Messages.New(ctx, anthropic.MessageNewParams{Model: "claude-sonnet-4-0", System: []anthropic.TextBlockParam{{Text: "You summarise tickets for engineers of the network."}}})
 return m.Content[0].Text
}`,
        "web/routes.go": `package web
import ("net/http"; "github.com/gin-gonic/gin"; "example.com/desk/ai")
type Server struct { answerer *ai.Answerer; summariser ai.Summariser }
func New(a *ai.Answerer, s ai.Summariser) *Server { return &Server{answerer: a, summariser: s} }
func (s *Server) Routes() *gin.Engine { r := gin.Default(); v1 := r.Group("/v1"); v1.POST("/answer", s.answer); return r }
func (s *Server) answer(c *gin.Context) { c.JSON(200, s.answerer.Answer(c, c.Query("q"))) }
func (s *Server) summary(w http.ResponseWriter, r *http.Request) { w.Write([]byte(s.summariser.Sum(r.Context()))) }
func (s *Server) Plain() http.Handler { mux := http.NewServeMux(); mux.HandleFunc("POST /summary", s.summary); return mux }`,
      },
      [
        "endpoint POST /v1/answer -uses_model-> model gpt-4.1-mini",
        "endpoint POST /v1/answer -has_prompt-> prompt desk",
        "endpoint POST /summary -uses_model-> model claude-sonnet-4-0",
        "model claude-sonnet-4-0 -has_prompt-> prompt Sum prompt",
      ],
      ["endpoint POST /summary -uses_model-> model gpt-4.1-mini"],
    ],
    [
      "genkit: what a call names no model for asks the model that it was started with",
      {
        "go.mod": MODULE,
        "main.go": `package main
import ("context"; "github.com/firebase/genkit/go/ai"; "github.com/firebase/genkit/go/genkit")
func run(ctx context.Context) {
 g := genkit.Init(ctx, genkit.WithDefaultModel("googleai/gemini-2.5-flash"))
 outages := genkit.DefineTool(g, "outages", "Outages of the network", func(ctx *ai.ToolContext, in string) (string, error) { return "none", nil })
 genkit.Generate(ctx, g, ai.WithSystem("You diagnose faults of telephone lines from short reports."), ai.WithTools(outages))
}`,
      },
      ["model gemini-2.5-flash -has_prompt-> prompt run prompt", "model gemini-2.5-flash -uses_tool-> tool outages"],
    ],
  ]);
});
