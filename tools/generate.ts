/** `npm run generate`: writes what is made from the contract. A test compares it with what is committed. */
import { writeFileSync } from "node:fs";
import { routeMapSource } from "@banyan/contract/generate.ts";
import { openApiDocument } from "@banyan/server/http/openapi.ts";
import { inRoot } from "./launch/paths.ts";

/** Path in the checkout → its text. */
export async function generated(): Promise<Record<string, string>> {
  return {
    "packages/contract/src/route-map.generated.ts": routeMapSource(),
    "docs/openapi.json": `${JSON.stringify(await openApiDocument(), null, 1)}\n`,
  };
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await generated())) {
    writeFileSync(inRoot(path), text);
    console.log(path);
  }
}
