/** Pages of the two front ends: what they may run, and that the browser asks for them anew. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { registerFrontEnds } from "../src/http/static.ts";
import { createMediaStore } from "../src/media/media-files.ts";

const SHOP =
  '<script>early()</script><script defer="defer" src="/assets/app.0a1b2c3d.js"></script><script>\nlate()\n</script>';
const CONSOLE = '<script type="module" src="/admin/assets/index-C6Hq027X.js"></script>';

/** Both front ends as a build leaves them, in a scratch folder. */
async function served() {
  const folder = mkdtempSync(join(tmpdir(), "banyan-static-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const built = { mini: join(folder, "mini"), admin: join(folder, "admin") };
  for (const [root, page] of [
    [built.mini, SHOP],
    [built.admin, CONSOLE],
  ] as const) {
    mkdirSync(join(root, "assets"), { recursive: true });
    writeFileSync(join(root, "index.html"), page);
  }
  writeFileSync(join(built.mini, "assets/app.0a1b2c3d.js"), "1");
  writeFileSync(join(built.admin, "banyan.svg"), "<svg/>");
  const app = Fastify();
  await registerFrontEnds(app, { media: createMediaStore(folder) }, built);
  onTestFinished(() => app.close());
  return { built, open: async (url: string) => (await app.inject({ url })).headers };
}

const policyOf = (headers: Record<string, unknown>) => String(headers["content-security-policy"]).split("; ");
const hash = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

test.each([
  ["/", `script-src 'self' ${hash("early()")} ${hash("\nlate()\n")}`],
  ["/catalog/product/index?id=1", `script-src 'self' ${hash("early()")} ${hash("\nlate()\n")}`],
  ["/admin/", "script-src 'self'"],
  ["/admin/orders/1", "script-src 'self'"],
])("%s runs what it was built with and no other text, and is asked for anew", async (url, scripts) => {
  const headers = await (await served()).open(url);
  expect(headers["cache-control"]).toBe("no-cache");
  expect(headers["content-type"]).toContain("text/html");
  expect(policyOf(headers)).toEqual(
    expect.arrayContaining([
      scripts,
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ]),
  );
});

test("a page that is built anew while it is served runs its new scripts", async () => {
  const { built, open } = await served();
  await open("/");
  const page = join(built.mini, "index.html");
  writeFileSync(page, "<script>anew()</script>");
  utimesSync(page, 1, 1);
  expect(policyOf(await open("/"))).toContain(`script-src 'self' ${hash("anew()")}`);
});

test("files whose name is their content are kept; any file opened by itself runs nothing", async () => {
  const { open } = await served();
  const script = await open("/assets/app.0a1b2c3d.js");
  const drawing = await open("/admin/banyan.svg");
  expect([script["cache-control"], drawing["cache-control"]]).toEqual([
    "public, max-age=31536000, immutable",
    "no-cache",
  ]);
  for (const headers of [script, drawing]) expect(policyOf(headers)[0]).toBe("default-src 'none'");
});
