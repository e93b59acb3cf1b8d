/** TCP ports on this machine. */
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claim, release } from "./claim.ts";

/** True when nothing listens on this address and port. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port of the system's choice that was free a moment ago; the caller retries if it loses the race. */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen({ port: 0, host, exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Reserves a port for this process among checkouts that start at the same moment: between finding a port free and
 * serving on it seconds pass. Returns how to give it back, or undefined when another starter has it or somebody listens.
 */
export async function reservePort(port: number, host: string): Promise<(() => void) | undefined> {
  const path = join(tmpdir(), `banyan-port-${port}.lock`);
  if (!takes(path)) return undefined;
  if (await isPortFree(port, host)) return () => release(path);
  release(path);
  return undefined;
}

function takes(path: string): boolean {
  try {
    return claim(path) === undefined;
  } catch {
    // Left by another user in a sticky folder: not ours to judge.
    return false;
  }
}
