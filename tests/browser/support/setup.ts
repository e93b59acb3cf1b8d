/** Vitest's global setup of the browser project: one demo shop for all its files. */
import type { TestProject } from "vitest/node";
import { type DemoAddress, openDemo } from "./demo.ts";

declare module "vitest" {
  export interface ProvidedContext {
    demo: DemoAddress;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { close, errors, ...address } = await openDemo();
  project.provide("demo", address);
  return async () => {
    await close();
    if (errors.length > 0) throw new Error(`the server logged errors:\n${errors.join("\n")}`);
  };
}
