import type { Compilation, Compiler } from "webpack";

/** Pages that people come to from outside: by the address alone, or by a link that somebody sent. */
const ENTRANCES = ["page/home/index", "catalog/product/index", "catalog/list/index", "page/topic/index"];

/**
 * Knows which files a browser needs before a page can show: writes them to first-screen.json, which scripts/weigh.ts reads, and tells
 * index.html those of each entrance, so that it fetches them along with the entry instead of one round trip later.
 */
export class FirstScreen {
  private readonly version: string;
  constructor(version: string) {
    this.version = version;
  }

  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap("FirstScreen", (compilation) => {
      // After the content hashes stand in the file names and index.html is among the assets.
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "FirstScreen", stage }, () => {
        const entry = [...compilation.entrypoints.values()].flatMap((point) => point.getFiles());
        const pages = ENTRANCES.map((page) => [page, filesOf(compilation, page)] as const);
        const needs = pages.map(([page, files]) => [page, [...new Set([...entry, ...files])].sort()]);
        const early = pages.map(([page, files]) => [
          `/${page}`,
          files.filter((file) => !entry.includes(file)),
        ]);
        const weights = JSON.stringify(Object.fromEntries(needs));
        compilation.emitAsset("first-screen.json", new sources.RawSource(weights));
        compilation.updateAsset("index.html", (html) => {
          const filled = html
            .source()
            .toString()
            .replace("__FILES__", JSON.stringify(Object.fromEntries(early)))
            .replace("__VERSION__", this.version);
          return new sources.RawSource(filled);
        });
      });
    });
  }
}

/** What the page's own chunks are. */
function filesOf(compilation: Compilation, page: string): string[] {
  const path = new RegExp(page.replaceAll("/", "[\\\\/]"));
  return compilation.chunkGroups
    .filter(({ origins }) => origins.some(({ request }) => path.test(request ?? "")))
    .flatMap((group) => group.getFiles());
}
