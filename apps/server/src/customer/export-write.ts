/** Writes an export: a workbook to read and a data package to take elsewhere. A page of rows is in memory at a time, however many there are. */
import { businessTime, ownerOf, toWire } from "@banyan/kernel";
import { addressFromFacts } from "../address/from-facts.ts";
import { maskOrderNo } from "../commission/words.ts";
import type { Tx } from "../db/database.ts";
import { accountText, transferText } from "../ledger/words.ts";
import { openContact } from "../order/contact.ts";
import { aftersaleStateText, orderStateText } from "../order/words.ts";
import type { Services } from "../services.ts";
import type { Cell } from "../statement/content.ts";
import { type Row as SheetRow, writeXlsx } from "../statement/xlsx.ts";
import { type Sink, zipInto } from "../statement/zip.ts";
import { failText, withdrawalStateText } from "../withdrawal/words.ts";
import { closeRows, fetchRows, openRows } from "./export-rows-store.ts";
import { type Row, SECTIONS, type Section, type SectionKey } from "./export-sections.ts";
import { openPhone } from "./phone.ts";

const PAGE = 1_000;
/** Excel ends at 1,048,576 rows; the data package holds them all. */
const SHEET_ROWS = 1_000_000;

export interface Writing {
  tx: Tx;
  services: Services;
  customerId: bigint;
  shop: string;
  at: Date;
  /** Told after each part. */
  step: () => Promise<void>;
}

/** Every part is written twice, once into each file. */
export const PARTS = SECTIONS.length * 2;

export async function writeSheet(sink: Sink, writing: Writing): Promise<void> {
  const { customerId, shop, at } = writing;
  const cover: SheetRow[] = [
    { cells: [`${shop} · 我的数据`], strong: true },
    { cells: ["顾客编号", String(customerId)] },
    { cells: ["生成时间", businessTime(at)] },
    { cells: ["金额单位", "元"] },
    { cells: ["说明", "这份文件含有您的个人信息，请妥善保管"] },
  ];
  await writeXlsx(sink, [
    { name: "说明", widths: [14, 40], rows: cover },
    ...SECTIONS.map((section: Section) => ({
      name: section.title,
      widths: section.columns.map(([, title]) => Math.max(14, title.length * 3)),
      rows: sheetRows(section, writing),
    })),
  ]);
}

async function* sheetRows(section: Section, writing: Writing): AsyncGenerator<SheetRow> {
  yield { cells: section.columns.map(([, title]) => title), strong: true };
  let count = 0;
  for await (const row of rowsOf(section, writing)) {
    count += 1;
    if (count === SHEET_ROWS) yield { cells: ["更多的行请看数据包里的 data.json"] };
    if (count >= SHEET_ROWS) continue;
    yield { cells: section.columns.map(([key, , kind]) => cellOf(row[key], kind)) };
  }
  await writing.step();
}

function cellOf(value: unknown, kind: Section["columns"][number][2]): Cell {
  if (value === null || value === undefined) return "";
  if (kind === "fen") return { fen: toWire(value as bigint) };
  if (kind === "count") return { count: Number(value) };
  if (value instanceof Date) return businessTime(value);
  if (Array.isArray(value)) return value.join("；");
  return String(value);
}

export async function writePackage(sink: Sink, writing: Writing): Promise<void> {
  const zip = zipInto(sink);
  await zip.add("说明.txt", [
    `${writing.shop} · 我的数据\r\n顾客编号：${writing.customerId}\r\n生成时间：${businessTime(writing.at)}\r\n\r\n`,
    "data.json 是 UTF-8 的 JSON。名字以 _fen 结尾的是以分为单位的金额，时间是 ISO 8601。\r\n",
    "表格请在小程序里下载“表格”文件。这份文件含有您的个人信息，请妥善保管。\r\n\r\n",
    ...SECTIONS.map((section) => `${section.key}：${section.title}\r\n`),
  ]);
  await zip.add("data.json", packageParts(writing));
  await zip.finish();
}

async function* packageParts(writing: Writing): AsyncGenerator<string> {
  yield `{"customer_id":"${writing.customerId}","exported_at":"${writing.at.toISOString()}"`;
  for (const section of SECTIONS as readonly Section[]) {
    yield `,\n${JSON.stringify(section.key)}:[`;
    let first = true;
    let ready = "";
    for await (const row of rowsOf(section, writing)) {
      const plain = Object.fromEntries(section.columns.map(([key]) => [key, plainOf(row[key])]));
      ready += `${first ? "\n" : ",\n"}${JSON.stringify(plain)}`;
      first = false;
      if (ready.length < 64 * 1024) continue;
      yield ready;
      ready = "";
    }
    yield `${ready}]`;
    await writing.step();
  }
  yield "}\n";
}

function plainOf(value: unknown): unknown {
  if (typeof value === "bigint") return toWire(value);
  return value === undefined ? null : value;
}

async function* rowsOf(section: Section, writing: Writing): AsyncGenerator<Row> {
  const { tx, customerId } = writing;
  const key = section.key as SectionKey;
  await openRows(tx, key, customerId);
  for (let rows = await fetchRows(tx, PAGE); rows.length > 0; rows = await fetchRows(tx, PAGE)) {
    for (const row of rows) yield OPENED.has(key) ? await opened(key, row, writing) : row;
  }
  await closeRows(tx);
}

/** The parts whose rows need more than the database says; to wait for the others would take longer than to read them. */
const OPENED: ReadonlySet<SectionKey> = new Set([
  "profile",
  "addresses",
  "orders",
  "aftersales",
  "commissions",
  "ledger",
  "withdrawals",
]);

/** What stands sealed is opened, for its owner, states get their words, and others' order numbers are masked. */
async function opened(key: SectionKey, row: Row, { tx, services, customerId }: Writing): Promise<Row> {
  const { seal } = services;
  switch (key) {
    case "profile":
      return { ...row, phone: await openPhone(tx, seal, customerId) };
    case "addresses": {
      const facts = {
        id: row["address_id"] as bigint,
        regionCode: row["region_code"] as string,
        contactSealed: row["contact_sealed"] as Buffer,
        isDefault: row["is_default"] !== "",
      };
      const { recipient, phone, region, detail } = addressFromFacts(seal, customerId, facts);
      return { ...row, recipient, phone, region: region.join(" "), detail };
    }
    case "orders": {
      const sealed = row["contact_sealed"] as Buffer | null;
      const contact = sealed && openContact(seal, customerId, row["order_no"] as string, sealed);
      const place = contact && { ...contact, address: `${contact.region.join(" ")} ${contact.detail}` };
      return {
        ...row,
        ...place,
        state: orderStateText(row["state"] as Parameters<typeof orderStateText>[0]),
      };
    }
    case "aftersales":
      return { ...row, state: aftersaleStateText(row["state"] as Parameters<typeof aftersaleStateText>[0]) };
    case "commissions":
      return row["buyer_id"] === customerId
        ? row
        : { ...row, order_no: maskOrderNo(row["order_no"] as string) };
    case "ledger":
      return {
        ...row,
        kind: transferText(row["kind"] as Parameters<typeof transferText>[0]),
        debit: accountText(row["debit"] as Parameters<typeof accountText>[0]),
        credit: accountText(row["credit"] as Parameters<typeof accountText>[0]),
        ref: refOf(row["ref"] as string, customerId),
      };
    case "withdrawals": {
      const state = row["state"] as Parameters<typeof withdrawalStateText>[0];
      const failed = row["fail_reason"] === "" ? "" : failText(state, row["fail_reason"] as string);
      const note = [row["decision_note"] as string, failed].filter((words) => words !== "").join("；");
      return { ...row, state: withdrawalStateText(state), note };
    }
    default:
      return row;
  }
}

function refOf(ref: string, customerId: bigint): string {
  const buyer = ownerOf("order", ref);
  return buyer === null || buyer === customerId ? ref : maskOrderNo(ref);
}
