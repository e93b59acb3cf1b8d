import type { SimulationResult, SimulationRow } from "@banyan/contract";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { saveFile } from "../list/csv.ts";
import { sheetsOf, workbookOf } from "./sheet.ts";

/** The result as one .xlsx. */
export function ExportResult({
  simulation,
  result,
}: {
  simulation: SimulationRow;
  result: SimulationResult;
}): ReactElement {
  const save = useWrite({
    call: () => workbookOf(sheetsOf(simulation, result)),
    done: (file) => saveFile(`方案试算 ${simulation.from} ${simulation.to}.xlsx`, file),
  });
  return (
    <Button
      icon={<Icon name="download" size={16} />}
      loading={save.isPending}
      onClick={() => save.mutate(undefined)}
    >
      导出表格
    </Button>
  );
}
