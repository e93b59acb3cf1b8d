import { View } from "@tarojs/components";
import "./legal-lines.scss";

/** A line that opens a chapter: "一、…", "1. …" or "第一条 …". */
const CHAPTER = /^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[条章]|\d+[.．、])/;
const LONGEST_CHAPTER = 30;
/** Chapters that were written into one line: "… 为条件。二、…". */
const RUN_ON = /。(?=[一二三四五六七八九十]{1,3}、)/g;

/** A heading is short and no sentence. */
function isChapter(line: string): boolean {
  return CHAPTER.test(line) && line.length < LONGEST_CHAPTER && !line.trimEnd().endsWith("。");
}

/** A legal text as the operator wrote it, chapters set off. */
export function LegalLines({ text }: { text: string }) {
  const lines = text
    .replace(RUN_ON, "。\n")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return (
    <View className="legal-lines">
      {lines.map((line, at) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: a text that is read, never reordered
          key={at}
          className={isChapter(line) ? "legal-lines__chapter" : "legal-lines__text"}
        >
          {line}
        </View>
      ))}
    </View>
  );
}
