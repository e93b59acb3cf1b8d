/** What was done to a page, as sentences. */
import { BLOCK_NAMES, type PageBlock, type PageContent } from "@banyan/contract";
import { type BlockChange, diffBlocks, sameValue } from "@banyan/domain";

const SETTINGS: readonly [keyof PageContent, string][] = [
  ["title", "页面名称"],
  ["ground", "背景"],
  ["endless", "接着显示全部商品"],
  ["share_title", "分享标题"],
  ["share_picture", "分享图片"],
];

/** "新增了第 2 个「商品列表 · 新茶」"; empty where nothing was changed. */
export function changesInWords(before: PageContent, after: PageContent): string[] {
  return [
    ...SETTINGS.filter(([key]) => !sameValue(before[key], after[key])).map(([, name]) => `修改了${name}`),
    ...diffBlocks(before.blocks, after.blocks).map(sentence),
  ];
}

function sentence({ what, block, place, from }: BlockChange<PageBlock>): string {
  const name = nameOf(block);
  switch (what) {
    case "added":
      return `新增了第 ${place} 个${name}`;
    case "removed":
      return `删除了${name}`;
    case "moved":
      return `把${name}从第 ${from} 个移到了第 ${place} 个`;
    case "changed":
      return `修改了${name}`;
  }
}

/** With the words that tell one block from another of its kind. */
function nameOf(block: PageBlock): string {
  const own = wordsOf(block);
  return own === "" ? `「${BLOCK_NAMES[block.kind]}」` : `「${BLOCK_NAMES[block.kind]} · ${own}」`;
}

function wordsOf(block: PageBlock): string {
  switch (block.kind) {
    case "title":
      return block.text;
    case "products":
    case "topic":
      return block.title;
    case "notice":
      return (block.lines[0]?.text ?? "").slice(0, 12);
    case "banner":
      return block.slides.find(({ title }) => title !== "")?.title ?? "";
    case "text":
      return (block.paragraphs.find(({ text }) => text !== "")?.text ?? "").slice(0, 12);
    default:
      return "";
  }
}
