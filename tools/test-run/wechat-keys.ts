/** WeChat's and the merchant's key pairs, made once for all shops of a run: making them costs more than opening the rest of a shop. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCredentials } from "@banyan/wechat-sim";

/** Vitest's global setup: names the folder in BANYAN_TEST_WECHAT; what it returns is called at the end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "banyan-keys-"));
  readCredentials(folder);
  process.env.BANYAN_TEST_WECHAT = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
