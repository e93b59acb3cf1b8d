/** Files that say "mine": held while their process runs, void the moment it is gone, however it went. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { markOf, type ProcessMark, stillRuns } from "./identity.ts";

/** Who holds a claim, and what it wants others to know, e.g. its address. */
export interface Holder {
  readonly mark: ProcessMark;
  readonly note: string;
}

/** A file that could not be read whole is being written, unless it is older than this. */
const WRITING_MS = 2_000;

/** Claims the file; returns its running holder instead when there is one. */
export function claim(path: string, note = ""): Holder | undefined {
  mkdirSync(dirname(path), { recursive: true });
  const mine = content(note);
  for (;;) {
    try {
      writeFileSync(path, mine, { flag: "wx", mode: 0o644 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const seen = read(path);
    if (seen?.holder !== undefined && stillRuns(seen.holder.mark)) return seen.holder;
    if (seen === undefined || seen.holder !== undefined || seen.age > WRITING_MS) setAside(path, seen?.text);
  }
}

/** Waits until the claim is ours. `onWait` is called once if somebody else holds it. */
export async function claimPatiently(path: string, onWait: () => void = () => undefined): Promise<void> {
  for (let told = false; claim(path) !== undefined; told = true) {
    if (!told) onWait();
    await sleep(200);
  }
}

/** Changes the note of a claim we hold. On a full disk the old note stays: it informs, the claim itself decides. */
export function renote(path: string, note: string): void {
  const partial = `${path}.${process.pid}`;
  try {
    writeFileSync(partial, content(note), { mode: 0o644 });
    renameSync(partial, path);
  } catch {
    rmSync(partial, { force: true });
  }
}

/** Gives a claim back. */
export function release(path: string): void {
  if (read(path)?.holder?.mark.pid === process.pid) rmSync(path, { force: true });
}

function content(note: string): string {
  return JSON.stringify({ mark: markOf(process.pid), note });
}

function read(path: string): { text: string; age: number; holder: Holder | undefined } | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const age = Date.now() - statSync(path).mtimeMs;
    return { text, age, holder: parse(text) };
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Removes a void claim; puts it back if, between reading and renaming, somebody else had made it theirs. */
function setAside(path: string, text: string | undefined): void {
  if (text === undefined) return;
  const aside = `${path}.void-${process.pid}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, "utf8") !== text) renameSync(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
