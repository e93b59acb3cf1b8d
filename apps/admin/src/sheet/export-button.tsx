import { PRODUCT_STATES } from "@banyan/contract";
import { Button, Dropdown } from "antd";
import { type ReactElement, useState } from "react";
import { useSearchParams } from "react-router";
import { client } from "../api/client.ts";
import { useFailureNotice } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { oneOf } from "../list/choice.ts";
import { saveFile } from "../list/csv.ts";

/** The filtered products as a sheet that can be imported again. */
export function ExportProducts(): ReactElement {
  const [params] = useSearchParams();
  const notice = useFailureNotice();
  const [busy, setBusy] = useState(false);
  const run = async (format: "xlsx" | "csv") => {
    setBusy(true);
    const of = (key: string) => params.get(key) || undefined;
    try {
      const file = await client.console.sheet.export({
        format,
        q: of("q"),
        state: oneOf(PRODUCT_STATES, of("state")),
        category: of("category"),
        stock: oneOf(["low", "out"] as const, of("stock")),
        scheduled: oneOf(["on", "off"] as const, of("scheduled")),
      });
      saveFile(`商品.${format}`, file);
    } catch (error) {
      notice(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      menu={{
        items: [
          { key: "xlsx", label: "Excel 表格 .xlsx" },
          { key: "csv", label: "CSV 文件 .csv" },
        ],
        onClick: ({ key }) => void run(key === "csv" ? "csv" : "xlsx"),
      }}
    >
      <Button icon={<Icon name="download" size={16} />} loading={busy}>
        导出可改的表格
      </Button>
    </Dropdown>
  );
}
