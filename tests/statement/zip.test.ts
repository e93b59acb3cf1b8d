/** A file that the disk takes no more of ends its writing, and nothing else of the process. */
import { type Sink, zipInto } from "@banyan/server/statement/zip.ts";
import { describe, expect, it } from "vitest";

describe("a disk that is full", () => {
  const full = (after: number): Sink => {
    let bytes = 0;
    return {
      write: async (part) => {
        bytes += part.length;
        if (bytes > after) throw new Error("ENOSPC");
      },
    };
  };
  /** Noise, which packing makes no smaller; between two parts the event loop turns, as where rows are waited for. */
  async function* parts(count: number) {
    for (let nth = 0; nth < count; nth += 1) {
      yield Array.from({ length: 4_000 }, () => Math.random().toString(36)).join("");
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  it.each([0, 100, 100_000])(
    "after %d bytes: refused to whoever writes, heard by nobody else",
    async (after) => {
      const unheard: unknown[] = [];
      const hear = (reason: unknown) => unheard.push(reason);
      process.on("unhandledRejection", hear);
      try {
        await expect(zipInto(full(after)).add("data.json", parts(20))).rejects.toThrow("ENOSPC");
        await new Promise((resolve) => setTimeout(resolve, 5));
      } finally {
        process.off("unhandledRejection", hear);
      }
      expect(unheard).toEqual([]);
    },
  );
});
