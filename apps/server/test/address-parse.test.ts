import { parseAddress } from "@banyan/domain";
import { describe, expect, test } from "vitest";
import { regionTree } from "../src/address/regions.ts";
import { ADDRESS_LINES, UNSEEN_LINES } from "./address-lines.ts";

const read = (text: string) => {
  const { recipient, phone, regionCode, detail } = parseAddress(text, regionTree());
  return [recipient, phone, regionCode ?? "", detail];
};

test.each(ADDRESS_LINES)("%s", (text, ...meant) => {
  expect(read(text)).toEqual(meant);
});

test("reads whole nearly all lines that it was never tuned to", () => {
  const right = UNSEEN_LINES.filter(([text, ...meant]) => String(read(text)) === String(meant));
  const all = ADDRESS_LINES.length + UNSEEN_LINES.length;
  console.log(
    `粘贴识别：${ADDRESS_LINES.length + right.length}/${all} 行四项全对；未见过的 ${right.length}/${UNSEEN_LINES.length}`,
  );
  expect(right.length / UNSEEN_LINES.length).toBeGreaterThanOrEqual(0.95);
});

describe("what is no address", () => {
  const nothing = { recipient: "", phone: "", regionCode: null, region: [], detail: "" };
  test.each<[string, Partial<ReturnType<typeof parseAddress>>]>([
    ["   \n ", nothing],
    ["13812345678", { ...nothing, phone: "13812345678" }],
    ["🎁🎁🎁", { ...nothing, detail: "🎁🎁🎁" }],
    ["云南省昆明市", { ...nothing, region: ["云南省", "昆明市"] }],
    ["云南省", { ...nothing, region: ["云南省"] }],
    ["'; DROP TABLE address; --", { regionCode: null, phone: "" }],
    ["9".repeat(500), { regionCode: null, phone: "" }],
  ])("%j", (text, meant) => {
    expect(parseAddress(text, regionTree())).toMatchObject(meant);
  });
});
