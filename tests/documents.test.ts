/**
 * Documents speak of what is there: links and anchors lead somewhere, named paths and commands exist, diagrams equal the
 * tables. Pictures are left out: they are taken of a running shop.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import {
  ADJUSTMENT_TRANSITIONS,
  AFTERSALE_TRANSITIONS,
  APPLICATION_TRANSITIONS,
  EDITION_TRANSITIONS,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  PLAN_TRANSITIONS,
  PROMOTER_TRANSITIONS,
  REFUND_TRANSITIONS,
  SIMULATION_TRANSITIONS,
  WITHDRAWAL_TRANSITIONS,
} from "@banyan/domain";
import { ROOT } from "@banyan/tools/launch/paths.ts";
import { NOUNS } from "@banyan/tools/tidy/house.ts";
import { describe, expect, test } from "vitest";

const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name.replaceAll("\\", "/")}`),
];
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const withoutBlocks = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, "");

/** The names that headings can be linked by, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** What is wrong with a link, or null. */
function checkLink(from: string, link: string): string | null {
  if (/^https?:/.test(link)) return null;
  const [path = "", anchor] = link.split("#", 2);
  const target = path === "" ? from : normalize(join(dirname(from), path)).replace(/\/$/, "");
  if (!existsSync(join(ROOT, target))) return `${from}: ${link} leads nowhere`;
  if (anchor === undefined || anchorsOf(read(target)).includes(decodeURIComponent(anchor))) return null;
  return `${from}: ${target} has no heading #${anchor}`;
}

test("links and anchors lead somewhere", () => {
  const links = documents.flatMap((from) =>
    [...withoutBlocks(read(from)).matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, link = ""]) => ({
      from,
      link,
    })),
  );
  expect(links.length).toBeGreaterThan(40);
  expect(links.map(({ from, link }) => checkLink(from, link)).filter((wrong) => wrong !== null)).toEqual([]);
});

const NAMED_PATH = /`((?:packages|apps|tests|tools|docs)\/[\w./-]*)`/g;

test("named paths exist", () => {
  const named = documents.flatMap((from) =>
    [...read(from).matchAll(NAMED_PATH)].map(([, path = ""]) => ({ from, path })),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("named commands exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = documents.flatMap((from) =>
    [...read(from).matchAll(/\bnpm (?:run )?(?:-s )?([a-z]+)\b/g)].map(([, word = ""]) => ({ from, word })),
  );
  const missing = named.filter(
    ({ word }) => !["install", "scripts"].includes(word) && scripts[word] === undefined,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test("docs/ARCHITECTURE.md lists the nouns of tidy", () => {
  const listed =
    /as `tools\/tidy\/house\.ts` holds them; some have no code yet:([^.]+)\./.exec(
      read("docs/ARCHITECTURE.md"),
    )?.[1] ?? "";
  expect(listed.split(",").map((noun) => noun.trim())).toEqual([...NOUNS].sort());
});

/** Steps drawn between two states: `a --> b`, in a diagram or in one composite state of it. */
function drawn(text: string): string[] {
  return [...text.matchAll(/^\s*(\w+) --> (\w+)/gm)]
    .map(([, from, to]) => `${from} → ${to}`.replace("closedr", "closed"))
    .sort();
}
const steps = (table: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(table)
    .flatMap(([from, all]) => all.map((to) => `${from} → ${to}`))
    .sort();

describe("diagrams of docs/ARCHITECTURE.md", () => {
  const architecture = read("docs/ARCHITECTURE.md");
  /** The diagram of the section with this heading. */
  const diagramOf = (heading: string) =>
    new RegExp(`^### ${heading}\\n(?:(?!^###)[\\s\\S])*?^\`\`\`mermaid\\n([\\s\\S]*?)^\`\`\``, "m").exec(
      architecture,
    )?.[1] ?? "";
  const [order, payment, withdrawal, edition, adjustment, plan, simulation] = [
    ...["Order", "Payment attempt", "Withdrawal", "Page and edition", "Adjustment", "Plan", "Simulation"],
  ].map(diagramOf) as [string, string, string, string, string, string, string];
  const [aftersale = "", refund = ""] = diagramOf("After-sale case and refund").split('state "refund"');
  const [application = "", promoter = ""] = diagramOf("Application and promoter").split('state "promoter"');
  test.each([
    ["order", order, ORDER_TRANSITIONS],
    ["payment attempt", payment, PAYMENT_TRANSITIONS],
    ["case", aftersale, AFTERSALE_TRANSITIONS],
    ["refund", refund, REFUND_TRANSITIONS],
    ["application", application, APPLICATION_TRANSITIONS],
    ["promoter", promoter, PROMOTER_TRANSITIONS],
    ["withdrawal", withdrawal, WITHDRAWAL_TRANSITIONS],
    ["edition", edition, EDITION_TRANSITIONS],
    ["adjustment", adjustment, ADJUSTMENT_TRANSITIONS],
    ["plan", plan, PLAN_TRANSITIONS],
    ["simulation", simulation, SIMULATION_TRANSITIONS],
  ] as const)("%s: every step of the table and no other", (_name, text, table) => {
    expect(drawn(text)).toEqual(steps(table));
  });
});
