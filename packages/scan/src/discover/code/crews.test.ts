import { describe } from "vitest";
import { testFound } from "./testing/found.ts";

describe("crews whose agents and tasks stand in files", () => {
  testFound([
    [
      "agents, tasks, their texts and who does what",
      {
        "crew.py": `
        from crewai import Agent, Crew, Task
        from crewai.project import CrewBase, agent, crew, task
        @CrewBase
        class Demo:
            tasks_config = "config/work.yaml"
            @agent
            def researcher(self) -> Agent:
                return Agent(config=self.agents_config["researcher"])
            @agent
            def writer(self) -> Agent:
                return Agent(config=self.agents_config["writer"], llm="openai/gpt-4o")
            @task
            def research(self) -> Task:
                return Task(config=self.tasks_config["research"])
            @task
            def report(self) -> Task:
                return Task(config=self.tasks_config["report"], context=[self.research()])
            @crew
            def crew(self) -> Crew:
                return Crew(agents=self.agents, tasks=self.tasks)`,
        "config/agents.yaml": `
        researcher:
          role: "{topic} researcher"
          goal: Find out what there is to know about {topic}, with sources
          backstory: You are a seasoned researcher who never gives up on a question.
          llm: anthropic/claude-3-5-sonnet-20240620
        writer:
          role: Writer
          goal: Write a report that everybody in the company understands
          backstory: You are a writer who loves short sentences and clear words.`,
        "config/work.yaml": `
        research:
          description: Conduct a thorough research about {topic} and list the findings.
          agent: researcher
        report:
          description: Review the context and write a report of one page about it.
          agent: writer`,
      },
      [
        "agent researcher -uses_model-> model claude-3-5-sonnet-20240620",
        "agent writer -uses_model-> model gpt-4o",
        "agent researcher -has_prompt-> prompt researcher prompt",
        "agent writer -has_prompt-> prompt writer prompt",
        "pipeline-step research -runs-> agent researcher",
        "pipeline-step report -runs-> agent writer",
        "pipeline crew -has_step-> pipeline-step research",
        "pipeline crew -has_step-> pipeline-step report",
        "pipeline crew -runs-> agent researcher",
      ],
      ["pipeline-step research -runs-> agent writer", "agent writer -uses_model-> model claude-3-5-sonnet-20240620"],
    ],
  ]);
});
