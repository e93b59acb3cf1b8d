/** Everything wrong that can be sent for a schema: one fault at a time, at every place. */
import { exampleOf, type Schema } from "./schema.ts";

export interface Fault {
  /** "lines.0.quantity" */
  at: string;
  what: string;
  /** The whole value with this one fault in it; undefined leaves it out. */
  value: unknown;
}

const SCRIPT = "<script>alert(1)</script>";
const SQL = "1' OR '1'='1'; DROP TABLE orders; --";

/** Faults of one value, by itself. Each must be refused. */
function faultsOf(schema: Schema): [string, unknown][] {
  if (schema.anyOf) return faultsOfUnion(schema.anyOf);
  if (schema.const !== undefined || schema.enum) {
    return [
      ["another word", "nothing-of-the-kind"],
      ["a number", 7],
      ["null", null],
      ["a list", []],
    ];
  }
  switch (schema.type) {
    case "string":
      return textFaults(schema);
    case "integer":
    case "number":
      return numberFaults(schema);
    case "boolean":
      return [
        ["words", "也许"],
        ["a number", 7],
        ["null", null],
        ["an object", {}],
      ];
    case "array":
      return [["words", "一件"], ["null", null], ["an object", { 0: 1 }], ...countFaults(schema)];
    case "object":
      return [
        ["words", "一件"],
        ["null", null],
        ["a number", 7],
        // Where nothing is required, a list is read as an object without anything in it.
        ...(schema.required ? [["a list", [1]] as [string, unknown]] : []),
      ];
    default:
      return [];
  }
}

/** What none of the ways takes. */
function faultsOfUnion(ways: readonly Schema[]): [string, unknown][] {
  const nullable = ways.some((way) => way.type === "null");
  const objects = ways.every((way) => way.type === "object");
  if (objects)
    return [
      ["words", "一段"],
      ["an empty object", {}],
      ["another kind", { kind: "iframe", src: "https://evil.example" }],
      ["null", null],
    ];
  const [only] = ways.filter((way) => way.type !== "null");
  if (nullable && only) return faultsOf(only).filter(([what]) => what !== "null");
  return [
    ["another word", "nothing of the kind"],
    ["a number", 7],
    ["a list", []],
    ["null", null],
  ];
}

function textFaults(schema: Schema): [string, unknown][] {
  const faults: [string, unknown][] = [
    ["a number", 12345],
    ["null", null],
    ["a list", ["x"]],
    ["an object", { x: 1 }],
  ];
  const most = schema.maxLength;
  if (most !== undefined)
    faults.push(["one character too many", "长".repeat(most + 1)], ["far too long", "x".repeat(50_000)]);
  if ((schema.minLength ?? 0) > 0) faults.push(["empty", ""]);
  if (schema.pattern !== undefined || schema.format !== undefined) {
    faults.push(
      ["a script", SCRIPT],
      ["SQL", SQL],
      ["an emoji", "🌳🍵"],
      ["empty", ""],
      ["a space", " "],
      ["far too long", "9".repeat(50_000)],
    );
  } else {
    if ((schema.minLength ?? 0) > 0) faults.push(["blank", "   "]);
    faults.push(["a control character", "茶\u0000叶"], ["text that turns round", "茶\u202e叶"]);
  }
  if (schema.format === "date")
    faults.push(["no day", "2026-02-30"], ["no year", "0000-01-01"], ["a time", "2026-11-24T00:00:00Z"]);
  if (schema.format === "date-time")
    faults.push(
      ["no year", "0000-01-01T00:00:00Z"],
      ["no hour", "2026-11-24T25:00:00Z"],
      ["a date", "2026-11-24"],
    );
  return faults;
}

function numberFaults(schema: Schema): [string, unknown][] {
  const { minimum, maximum } = schema;
  const faults: [string, unknown][] = [
    ["words", "三"],
    ["null", null],
    ["a list", [1]],
    ["an object", {}],
    ["half", 1.5],
    ["without end", 1e308],
    ["beyond whole numbers", 2 ** 60],
    ["a script", SCRIPT],
  ];
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER)
    faults.push(["below the least", minimum - 1], ["far below", -1e15]);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    faults.push(["above the most", maximum + 1]);
  return faults;
}

function countFaults(schema: Schema): [string, unknown][] {
  const faults: [string, unknown][] = [];
  if ((schema.minItems ?? 0) > 0) faults.push(["none", []]);
  const item = schema.items;
  if (item && schema.maxItems !== undefined)
    faults.push(["one too many", Array.from({ length: schema.maxItems + 1 }, () => exampleOf(item))]);
  return faults;
}

/** Every fault at every place of an input, the rest of it being sound. */
export function* faultsIn(schema: Schema, at = "", sound: unknown = exampleOf(schema)): Generator<Fault> {
  for (const [what, value] of faultsOf(schema)) yield { at, what, value };
  if (schema.type === "object" && schema.properties) {
    const whole = sound as Record<string, unknown>;
    for (const [key, child] of Object.entries(schema.properties)) {
      const place = at === "" ? key : `${at}.${key}`;
      if (schema.required?.includes(key)) {
        const { [key]: _left, ...rest } = whole;
        yield { at: place, what: "left out", value: rest };
      }
      for (const fault of faultsIn(child, place)) yield { ...fault, value: { ...whole, [key]: fault.value } };
    }
  }
  if (schema.type === "array" && schema.items) {
    for (const fault of faultsIn(schema.items, `${at}.0`))
      yield { ...fault, value: [fault.value, ...(exampleOf(schema) as unknown[]).slice(1)] };
  }
}

/** Places where text or lists may be as long as anybody likes. */
export function* boundless(schema: Schema, at = ""): Generator<string> {
  const bounded =
    schema.maxLength !== undefined || schema.pattern !== undefined || schema.format !== undefined;
  if (schema.contentMediaType !== undefined) return;
  if (schema.type === "string" && !schema.enum && schema.const === undefined && !bounded) yield at;
  if (schema.type === "array" && schema.maxItems === undefined && !schema.prefixItems) yield at;
  const repeats = schema.pattern?.replace(/\[[^\]]*\]/g, "c").match(/(?<!\\)[+*]|\{\d+,\}/);
  if (repeats && schema.maxLength === undefined) yield at;
  for (const [key, child] of Object.entries(schema.properties ?? {})) yield* boundless(child, `${at}.${key}`);
  if (schema.items) yield* boundless(schema.items, `${at}.*`);
  for (const way of schema.anyOf ?? []) yield* boundless(way, at);
}
