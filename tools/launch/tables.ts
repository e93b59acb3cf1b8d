/** The shop's tables brought to this version, and what to do when that cannot be. */
import { MigrationChanged, migrate } from "@banyan/schema";
import { Problem } from "./problem.ts";

/**
 * @returns how many steps it took
 * @throws Problem where the database was made by other files than these: nothing has been changed then
 */
export async function bringTables(url: string): Promise<number> {
  try {
    return (await migrate(url)).applied.length;
  } catch (error) {
    if (!(error instanceof MigrationChanged)) throw error;
    const file = `packages/schema/sql/${error.migration}`;
    throw new Problem(
      `数据表升级 ${error.migration} 在这个数据库里执行过，而代码里的这个文件后来改动了。\n` +
        `  改过文件：用 git checkout -- ${file} 恢复，要改表结构请新增一个编号更大的文件。\n` +
        "  没有改过：代码与数据目录不是同一个版本，请换回原来的代码，或用 --data 指定另一个数据目录。",
    );
  }
}
