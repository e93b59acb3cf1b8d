/** A month's statement as files: read back by readers that are not ours, they say what the pages say. */
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { yuan } from "@banyan/kernel";
import { FOLDER } from "@banyan/server/statement/file.ts";
import readSheets from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lived } from "../books/lived.ts";
import type { Buyer, Clerk } from "../support/people.ts";
import type { Shop } from "../support/shop.ts";
import { download, linesOf, pdfText } from "./reading.ts";
import { NICKNAME, threeMonths } from "./three-months.ts";

let lived: Lived;
let shop: Shop;
let promoter: Buyer;
let finance: Clerk;
beforeAll(async () => {
  lived = await threeMonths("statement_files");
  shop = lived.shop;
  promoter = lived.person;
  finance = await shop.staff("finance");
});
afterAll(() => shop.close());

describe("files", () => {
  const earlier = async () => {
    const { months } = await promoter.api.statement.months();
    const month = months.find(({ sums }) => sums.paid_out_fen > 0)?.month ?? "";
    return {
      month,
      page: await promoter.api.statement.get({ month }),
      lines: await linesOf(promoter, month, 100),
    };
  };

  it("xlsx: head and every line, amounts as numbers, text that never is a formula", async () => {
    const { month, page, lines } = await earlier();
    const file = await download(shop, promoter, `/promoter/statements/${month}/file?format=xlsx`);
    expect([file.status, file.type]).toEqual([
      200,
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]);
    const sheets = await readSheets(file.bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["对账单", "明细"]);
    const [head, rows] = sheets.map(({ data }) => data);
    const cells = (head ?? []).flat();
    expect(cells).toContain("期初 + 增加 − 减少 = 期末；期末加上之后的变动，与账户余额一致。");
    const available = head?.find(([title]) => title === "可提现");
    expect(available?.slice(1)).toEqual(
      ["opening_fen", "in_fen", "out_fen", "closing_fen"].map(
        (key) => Number(page.accounts[2]?.[key as "in_fen"]) / 100,
      ),
    );
    const body = rows?.slice(1, -1) ?? [];
    expect(body).toHaveLength(lines.length);
    expect(body.map((row) => [row[1], row[2], row[3], row[6]])).toEqual(
      lines.map((line) => [line.title, line.what, line.ref, line.amount_fen / 100]),
    );
    expect(rows?.at(-1)?.[0]).toBe(`共 ${lines.length} 笔，逐笔相加与「变动」一致。`);
    const text = [...cells, ...(rows ?? []).flat()].filter((cell) => typeof cell === "string");
    expect(text.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    expect(text.some((cell) => cell.includes(NICKNAME))).toBe(true);
  });

  it("csv: every line as text", async () => {
    const { month, lines } = await earlier();
    const file = await download(shop, finance, `/console/statements/${promoter.id}/${month}/file?format=csv`);
    const [head, ...rows] = file.bytes.toString("utf8").trimEnd().split("\r\n");
    expect(head).toBe('\uFEFF"时间","项目","内容","单号","从","到","金额（元）"');
    expect(rows.map((row) => row.split(",").at(-1))).toEqual(
      lines.map(({ amount_fen }) => yuan(BigInt(amount_fen))),
    );
    expect(file.bytes.toString("utf8")).toContain(lived.arrived);
  });

  it("pdf: Chinese that can be read back, the same figures, a few fonts' glyphs", async () => {
    const { month, page, lines } = await earlier();
    const file = await download(shop, promoter, `/promoter/statements/${month}/file?format=pdf`);
    expect([file.status, file.type, file.bytes.subarray(0, 5).toString()]).toEqual([
      200,
      "application/pdf",
      "%PDF-",
    ]);
    expect(file.bytes.length).toBeLessThan(200_000);
    const text = pdfText(file.bytes);
    const [year, number] = month.split("-").map(Number);
    expect(text).toContain(`${year} 年 ${number} 月 对账单`);
    expect(text).toContain(NICKNAME);
    expect(text).toContain("期末加上之后的变动，与账户余额一致。");
    for (const { title, closing_fen } of page.accounts) {
      expect(text).toContain(title);
      expect(text).toContain(yuan(BigInt(closing_fen)).replace(/\B(?=(\d{3})+\.)/g, ","));
    }
    expect(text).toContain(`明细（共 ${lines.length} 笔）`);
    expect(text).toContain(lived.arrived);
    expect(text).not.toContain("�");
  });

  it("come one after another when many ask at once, and whoever leaves leaves nothing behind", async () => {
    const { month } = await earlier();
    const left = new AbortController();
    const path = `/promoter/statements/${month}/file?format=xlsx`;
    const leaving = fetch(`${shop.url}/api/v1${path}`, { headers: promoter.headers, signal: left.signal });
    left.abort();
    await expect(leaving).rejects.toThrow();
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        download(shop, promoter, path.replace("xlsx", index % 3 === 0 ? "csv" : "xlsx")),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    expect(new Set(all.map(({ bytes }) => bytes.length)).size).toBe(2);
    expect(shop.errors).toEqual([]);
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`${FOLDER}${process.pid}-`));
    await expect.poll(ours, { timeout: 10_000 }).toEqual([]);
  });

  it("say no in the envelope like everything else", async () => {
    const wrong = await promoter.raw("GET", "/promoter/statements/2020-01/file?format=pdf");
    expect([wrong.status, (wrong.body as { code: string }).code]).toEqual([404, "not_found"]);
    const format = await promoter.raw("GET", "/promoter/statements/2026-11/file?format=exe");
    expect(format.status).toBe(400);
  });
});
