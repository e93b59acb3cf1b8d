/** Folders and processes of a test, all gone at its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder that is removed when the test has finished. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "banyan-launch-"));
  chmodSync(folder, 0o711);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process, leader of its own group, that is killed when the test has finished. */
export function startProcess(command: string, words: string[]): ChildProcess {
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** The first line that a process prints. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", () => reject(new Error(`ended before it printed a line: ${text}`)));
  });
}

/** Waits until it holds, for at most the given time. */
export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const began = Date.now();
  while (!holds()) {
    if (Date.now() - began > ms) throw new Error(`still not so after ${ms} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
