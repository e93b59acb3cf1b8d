import type { Compilation, Compiler } from "webpack";

/** Writes first-screen.json: the files a browser needs before the home page can show. scripts/weigh.ts reads it. */
export class FirstScreen {
  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap("FirstScreen", (compilation) => {
      // After the content hashes stand in the file names.
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: "FirstScreen", stage }, () => {
        const home = JSON.stringify({ home: filesOf(compilation) });
        compilation.emitAsset("first-screen.json", new sources.RawSource(home));
      });
    });
  }
}

function filesOf(compilation: Compilation): string[] {
  const files = new Set<string>();
  for (const entry of compilation.entrypoints.values()) for (const file of entry.getFiles()) files.add(file);
  for (const group of compilation.chunkGroups) {
    const isHome = group.origins.some(({ request }) => /page[\\/]home[\\/]index/.test(request ?? ""));
    if (isHome) for (const file of group.getFiles()) files.add(file);
  }
  return [...files].sort();
}
