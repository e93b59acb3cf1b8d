import { describe, expect, it } from "vitest";
import { EMPTY_FORM, phoneDigits, problemsOf } from "../src/address/form.ts";
import { placeOf, placeOfCode, type Region } from "../src/address/place.ts";

const regions: Region[] = [
  {
    code: "530000",
    name: "云南省",
    children: [
      { code: "532900", name: "大理白族自治州", children: [{ code: "532901", name: "大理市" }] },
      { code: "530100", name: "昆明市", children: [{ code: "530111", name: "官渡区" }] },
    ],
  },
  {
    code: "110000",
    name: "北京市",
    children: [{ code: "110100", name: "北京市", children: [{ code: "110105", name: "朝阳区" }] }],
  },
];

describe("placeOf: another address book's names", () => {
  const cases: [string, string[], string | null][] = [
    ["the same words", ["云南省", "昆明市", "官渡区"], "530111"],
    ["shorter words", ["云南", "大理", "大理市"], "532901"],
    ["a municipality that names no city", ["北京市", "市辖区", "朝阳区"], "110105"],
    ["a district we do not know", ["云南省", "昆明市", "呈贡新区"], null],
    ["nothing", [], null],
    ["empty words", ["", "", ""], null],
  ];
  it.each(cases)("%s", (_, names, code) => expect(placeOf(regions, names)?.code ?? null).toBe(code));
});

it("placeOfCode: the district of a code, where we know it", () => {
  expect(placeOfCode(regions, "530111")).toEqual({ code: "530111", names: ["云南省", "昆明市", "官渡区"] });
  for (const unknown of ["", "530112", "990101"]) expect(placeOfCode(regions, unknown)).toBeNull();
});

describe("phoneDigits", () => {
  const cases: [string, string][] = [
    ["13800138000", "13800138000"],
    ["138 0013-8000", "13800138000"],
    ["+86 138 0013 8000", "13800138000"],
    ["86123", "86123"],
    ["一三八", ""],
  ];
  it.each(cases)("%s → %s", (typed, digits) => expect(phoneDigits(typed)).toBe(digits));
});

it("names what is missing, field by field", () => {
  expect(problemsOf(EMPTY_FORM)).toEqual({
    recipient: "请填写收件人",
    phone: "请填写 11 位手机号",
    place: "请选择地区",
    detail: "请填写详细地址",
  });
  const place = { code: "532901", names: ["云南省", "大理白族自治州", "大理市"] };
  const form = {
    recipient: " 何小满 ",
    phone: "13800138000",
    place,
    detail: "人民路 1 号",
    isDefault: false,
  };
  expect(problemsOf(form)).toEqual({});
  expect(problemsOf({ ...form, phone: "12800138000", detail: "  " })).toEqual({
    phone: "请填写 11 位手机号",
    detail: "请填写详细地址",
  });
});
