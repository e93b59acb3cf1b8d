import type { Compilation, Compiler } from "webpack";

/**
 * Knows which files a browser needs before the home page can show: writes them to first-screen.json, which
 * scripts/weigh.ts reads, and lets index.html fetch them along with the entry instead of one round trip later.
 */
export class FirstScreen {
  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap("FirstScreen", (compilation) => {
      // After the content hashes stand in the file names and index.html is among the assets.
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "FirstScreen", stage }, () => {
        const { entry, page } = filesOf(compilation);
        const home = [...new Set([...entry, ...page])].sort();
        compilation.emitAsset("first-screen.json", new sources.RawSource(JSON.stringify({ home })));
        const links = page
          .filter((file) => !entry.includes(file))
          .map(preload)
          .join("");
        compilation.updateAsset("index.html", (html) => {
          return new sources.RawSource(html.source().toString().replace("</head>", `${links}</head>`));
        });
      });
    });
  }
}

function filesOf(compilation: Compilation): { entry: string[]; page: string[] } {
  const entry = [...compilation.entrypoints.values()].flatMap((point) => point.getFiles());
  const home = compilation.chunkGroups.filter(({ origins }) =>
    origins.some(({ request }) => /page[\\/]home[\\/]index/.test(request ?? "")),
  );
  return { entry, page: home.flatMap((group) => group.getFiles()) };
}

function preload(file: string): string {
  return `<link rel="preload" href="/${file}" as="${file.endsWith(".css") ? "style" : "script"}">`;
}
