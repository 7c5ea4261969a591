import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { castellan, temporaryFolder } from "./castellan.ts";

const EXAMPLE = join(import.meta.dirname, "../examples/fraud-detection");
const BROWSER = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

// The page is for people: it is opened in a browser, where one is installed (.ci/run installs it).
describe.skipIf(BROWSER === undefined)("the report page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ ...(BROWSER === undefined ? {} : { executablePath: BROWSER }), args: ["--no-sandbox"] });
  });
  afterAll(() => browser.close());

  /** The page of a scan of the example, with every request and error that it makes. */
  async function open(hash = "", dark = false): Promise<{ readonly page: Page; readonly noise: string[] }> {
    const folder = join(temporaryFolder(), "fraud-detection");
    cpSync(EXAMPLE, folder, { recursive: true });
    const file = join(folder, "report.html");
    const outcome = castellan(["scan", folder, "--fail-on", "none", "--output", `html=${file}`]);
    expect(outcome.code).toBe(0);
    const context = await browser.newContext({ colorScheme: dark ? "dark" : "light", offline: true });
    const page = await context.newPage();
    const noise: string[] = [];
    page.on("pageerror", (error) => noise.push(`error ${error.message}`));
    page.on("console", (message) => noise.push(`${message.type()} ${message.text()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) noise.push(`request ${request.url()}`);
    });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    return { page, noise };
  }

  it("opens offline, asks for nothing, and says nothing to the console", async () => {
    const { page, noise } = await open();

    expect(await page.locator("h1").textContent()).toContain("fraud-detection");
    for (const tab of await page.locator("nav a").all()) {
      await tab.click();
      await page.locator("main section").first().waitFor();
    }
    expect(noise).toEqual([]);
  });

  it("filters the inventory by what is typed", async () => {
    const { page } = await open("#inventory");
    const rows = page.locator("main tbody tr");
    const all = await rows.count();
    await page.locator("main input[type=search]").first().fill("transactions");

    const left = await rows.allInnerTexts();
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(all);
    expect(left.every((text) => /transaction/i.test(text))).toBe(true);
  });

  it("leads from an asset to its lineage in the graph, and zooms", async () => {
    const { page, noise } = await open("#graph");
    await page.locator("main input[type=search]").first().fill("fraud");
    await page.locator("main .results a").first().click();
    await page.waitForURL(/#graph\/.+/);
    const picture = page.locator("main .graph svg");
    const before = await picture.evaluate((svg) => svg.outerHTML.length);
    await page.locator("main select[aria-label=Lineage]").selectOption({ index: 1 });

    expect(before).toBeGreaterThan(0);
    expect(await picture.count()).toBe(1);
    expect(noise).toEqual([]);
  });

  it("shows the code of a finding with its line marked", async () => {
    const { page } = await open("#findings");

    expect(await page.locator("main .excerpt .marked, main details .excerpt .marked").count()).toBeGreaterThan(0);
  });

  it("is light or dark as the reader's screen is", async () => {
    const [light, dark] = [await open("", false), await open("", true)];
    const colour = (page: Page): Promise<unknown> => page.evaluate("getComputedStyle(document.querySelector('h1')).color");

    expect(await colour(light.page)).not.toBe(await colour(dark.page));
  });
});
