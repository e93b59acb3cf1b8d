/**
 * What a workbook says beside its values, which the reading library leaves out: numbers that show zeros in front, formulas that failed, merged cells. Only
 * a few tags with plain attributes are looked for, by pattern: values still come from the library.
 */
import type { MergedCells } from "@banyan/domain";
import { BlobReader, type FileEntry, TextWriter, ZipReader } from "@zip.js/zip.js";

export interface SheetMarks {
  merged: MergedCells[];
  /** From 0; a number in it shows at least so many digits. */
  padded: { row: number; column: number; digits: number }[];
  /** From 0, with what the program shows: #N/A. */
  broken: { row: number; column: number; text: string }[];
}

const NONE: SheetMarks = { merged: [], padded: [], broken: [] };
/** A sheet unpacked; what is larger is read without marks being looked for. */
const MOST_BYTES = 200 * 1024 * 1024;

/** Of the first sheet; none where the workbook is built in a way that is not known. */
export async function marksOf(file: Blob): Promise<SheetMarks> {
  const reader = new ZipReader(new BlobReader(file), { useWebWorkers: false });
  try {
    const entries = new Map(
      (await reader.getEntries()).flatMap((entry): [string, FileEntry][] =>
        entry.directory ? [] : [[entry.filename, entry]],
      ),
    );
    const text = async (path: string) => {
      const entry = entries.get(path);
      if (!entry || entry.uncompressedSize > MOST_BYTES) return "";
      return entry.getData(new TextWriter(), { useWebWorkers: false });
    };
    const path = firstSheet(await text("xl/workbook.xml"), await text("xl/_rels/workbook.xml.rels"));
    const sheet = path === null ? "" : await text(path);
    if (sheet === "") return NONE;
    const padded = paddedIn(sheet, paddingStyles(await text("xl/styles.xml")));
    return { merged: mergedIn(sheet), padded, broken: brokenIn(sheet) };
  } finally {
    await reader.close();
  }
}

/** Attributes of every tag of that name, whatever its prefix. */
function* tagsOf(xml: string, name: string): Generator<(attribute: string) => string | undefined> {
  const tags = new RegExp(`<(?:\\w+:)?${name}((?:\\s[^>]*?)?)/?>`, "g");
  for (const [, inside = ""] of xml.matchAll(tags))
    yield (attribute) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(inside)?.[1];
}

function firstSheet(workbook: string, relations: string): string | null {
  const [sheet] = tagsOf(workbook, "sheet");
  const id = sheet?.("(?:\\w+:)?id");
  for (const relation of tagsOf(relations, "Relationship")) {
    const target = relation("Target");
    if (id !== undefined && relation("Id") === id && target !== undefined)
      return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  }
  return null;
}

/** Cell formats by number that are nothing but zeros: 00000. */
function paddingStyles(styles: string): Map<number, number> {
  const digits = new Map<string, number>();
  for (const format of tagsOf(styles, "numFmt")) {
    const code = format("formatCode") ?? "";
    if (/^0{2,30}$/.test(code)) digits.set(format("numFmtId") ?? "", code.length);
  }
  const inside = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? "";
  return new Map(
    [...tagsOf(inside, "xf")].flatMap((format, style): [number, number][] => {
      const width = digits.get(format("numFmtId") ?? "");
      return width === undefined ? [] : [[style, width]];
    }),
  );
}

function paddedIn(sheet: string, styles: ReadonlyMap<number, number>): SheetMarks["padded"] {
  if (styles.size === 0) return [];
  return [...tagsOf(sheet, "c")].flatMap((cell) => {
    const digits = styles.get(Number(cell("s") ?? -1));
    const place = digits === undefined ? null : placeOf(cell("r") ?? "");
    return place === null || digits === undefined ? [] : [{ ...place, digits }];
  });
}

/** The library reads them as empty cells, and an empty cell would clear what the shop has. */
function brokenIn(sheet: string): SheetMarks["broken"] {
  const cells = /<(?:\w+:)?c(\s[^>]*?\bt="e"[^>]*)>[\s\S]{0,9000}?<(?:\w+:)?v>([^<]*)</g;
  return [...sheet.matchAll(cells)].flatMap(([, inside = "", text = ""]) => {
    const place = placeOf(/\sr="([^"]*)"/.exec(inside)?.[1] ?? "");
    return place === null ? [] : [{ ...place, text }];
  });
}

function mergedIn(sheet: string): MergedCells[] {
  return [...tagsOf(sheet, "mergeCell")].flatMap((range) => {
    const [from, to] = (range("ref") ?? "").split(":").map(placeOf);
    if (!from || !to) return [];
    return [{ top: from.row, left: from.column, bottom: to.row, right: to.column }];
  });
}

/** "AB12" from 0. */
function placeOf(reference: string): { row: number; column: number } | null {
  const read = /^([A-Z]{1,3})([0-9]{1,7})$/.exec(reference);
  if (!read) return null;
  const column = [...(read[1] ?? "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(read[2]) - 1, column: column - 1 };
}
