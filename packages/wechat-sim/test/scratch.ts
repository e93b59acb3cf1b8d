import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, type SimulatorOptions, startSimulator } from "../src/index.ts";

/** A data directory for one test file. */
export function scratchDir(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), "wechat-sim-"));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface ScratchSimulator extends Simulator {
  lines: string[];
  remove(): Promise<void>;
}

/** A simulator on a directory of its own; `remove` stops it and deletes the directory. */
export async function scratchSimulator(options: Partial<SimulatorOptions> = {}): Promise<ScratchSimulator> {
  const scratch = scratchDir();
  const lines: string[] = [];
  const simulator = await startSimulator({
    dataDir: scratch.dir,
    log: (line) => lines.push(line),
    ...options,
  });
  return {
    ...simulator,
    lines,
    remove: async () => {
      await simulator.close();
      scratch.remove();
    },
  };
}
