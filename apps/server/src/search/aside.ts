/**
 * Reads an index in a thread of its own. In the thread that answers, seconds of work in slices are taken for a greedy process's: where
 * the cores are busy the kernel lets it wait behind others, a hundred milliseconds at a time, and everybody who asks with it.
 */
import { setImmediate as others } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type Part, takePart } from "./hand-over.ts";
import type { CategoryRow } from "./index-store.ts";
import type { Read, Reading } from "./kept.ts";
import { Shelf } from "./shelf.ts";

/** What the thread is started with. */
export interface Ordered {
  /** Of the database. */
  readonly url: string;
  readonly named: boolean;
}

/** What it tells: how many products are in, then the parts, each when the one before is taken, then the rest. */
export type Told =
  | { readonly kind: "taken"; readonly taken: number }
  | { readonly kind: "end"; readonly categories: CategoryRow[]; readonly since: number }
  | Part;

/** @throws when the thread failed, or was ended by the signal */
export function readAside(ordered: Ordered, reading: Reading): Promise<Read> {
  // Flags of this process, such as what it loads first, are not the thread's.
  const thread = new Worker(new URL("./index-thread.ts", import.meta.url), {
    workerData: ordered,
    execArgv: [],
  });
  const shelf = new Shelf();
  const read = new Promise<Read>((resolve, reject) => {
    const take = async (told: Told) => {
      if (told.kind === "end") return resolve({ shelf, categories: told.categories, since: told.since });
      if (told.kind === "taken") return reading.took(told.taken);
      takePart(shelf, told);
      await others();
      thread.postMessage("next");
    };
    thread.on("message", (told: Told) => void take(told).catch(reject));
    thread.on("error", reject);
    thread.on("exit", (code) => reject(new Error(`the thread of the index ended with ${code}`)));
  });
  const end = () => void thread.terminate();
  reading.signal?.addEventListener("abort", end);
  return read.finally(() => {
    reading.signal?.removeEventListener("abort", end);
    end();
  });
}
