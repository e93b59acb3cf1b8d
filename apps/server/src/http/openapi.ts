/** /api/openapi.json: OpenAPI 3.1 from the contract, made once at the first request. */
import { contract, REFUSALS } from "@banyan/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { FastifyInstance } from "fastify";

/** The document; `npm run generate` commits it and a test compares. */
export async function openApiDocument(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const codes = Object.entries(REFUSALS).map(
    ([code, { status, message }]) => `- \`${code}\` (${status}): ${message}`,
  );
  return generator.generate(contract, {
    info: {
      title: "榕 Banyan",
      version: "1",
      description: `失败一律为 {code, message, field?, data?, request_id}。全部拒绝：\n${codes.join("\n")}`,
    },
    servers: [{ url: "/api/v1" }],
  });
}

export function registerOpenApi(app: FastifyInstance): void {
  let document: Promise<string> | undefined;
  app.get("/api/openapi.json", async (_request, reply) => {
    document ??= openApiDocument().then((value) => JSON.stringify(value));
    return reply.type("application/json").send(await document);
  });
}
