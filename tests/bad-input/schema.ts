/** The inputs of every route as the API's own document describes them. */
import { openApiDocument } from "@banyan/server/http/openapi.ts";
import { allRoutes, type Route } from "../support/client.ts";

/** As much of JSON Schema as the document speaks. */
export interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  contentMediaType?: string;
  additionalProperties?: unknown;
}

export interface RouteInput {
  route: Route;
  path: Record<string, Schema>;
  query: Record<string, Schema>;
  /** Names in the query without which nothing is answered. */
  needed: string[];
  body: Schema | null;
}

interface Operation {
  parameters?: { name: string; in: "path" | "query"; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export async function routeInputs(): Promise<RouteInput[]> {
  const { paths } = (await openApiDocument()) as { paths: Record<string, Record<string, Operation>> };
  return allRoutes().map((route) => {
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    if (!operation) throw new Error(`${route.name} is not in the document`);
    const named = (where: "path" | "query") =>
      Object.fromEntries(
        (operation.parameters ?? [])
          .filter((one) => one.in === where)
          .map(({ name, schema }) => [name, schema]),
      );
    return {
      route,
      path: named("path"),
      query: named("query"),
      needed: (operation.parameters ?? [])
        .filter((one) => one.in === "query" && one.required)
        .map(({ name }) => name),
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
    };
  });
}

/** Values that fit the patterns of the contract: of the right form, and of nobody. */
const EXAMPLES = [
  "987654321987654321",
  "D261124111AAAAAAAAAA",
  "key-of-a-bad-input-1",
  "13800001234",
  "Ab3dE6gH",
  "0123456789abcdef",
  "D261124111AAAAAAAAAA-1-1-referral",
  "2026-11",
  `/media/${"0".repeat(64)}.webp`,
  `/media/${"0".repeat(64)}.mp4`,
  "530102",
  "53",
  "123456",
  "x".repeat(43),
  "SF1234567890",
  "0code0code0code0code0code0code00",
  "wx0123456789abcdef",
  "0".repeat(32),
  "1900000001",
  "A".repeat(40),
  "PUB_KEY_ID_0119000000012026112400",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN PUBLIC KEY-----",
];

/** A value that the schema takes. */
export function exampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(schema.anyOf[0] as Schema);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, child]) => [key, exampleOf(child)]),
      );
    case "array":
      return schema.prefixItems
        ? schema.prefixItems.map(exampleOf)
        : schema.items && (schema.minItems ?? 0) > 0
          ? Array.from({ length: schema.minItems ?? 1 }, () => exampleOf(schema.items as Schema))
          : [];
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1));
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return exampleText(schema);
  }
}

function exampleText(schema: Schema): string {
  if (schema.format === "date-time") return "2026-11-24T08:00:00Z";
  if (schema.format === "date") return "2026-11-24";
  const fits = EXAMPLES.find(
    (text) =>
      (schema.pattern === undefined || new RegExp(schema.pattern).test(text)) &&
      text.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
      text.length >= (schema.minLength ?? 0),
  );
  if (fits === undefined) throw new Error(`no example fits ${JSON.stringify(schema)}`);
  return schema.pattern === undefined ? "茶".repeat(Math.max(1, schema.minLength ?? 1)) : fits;
}
