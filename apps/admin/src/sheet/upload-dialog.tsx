import { MOST_CELL_LETTERS } from "@banyan/contract/console/sheet.ts";
import { picturesNamed, withMerged } from "@banyan/domain";
import { Button, Modal, Progress, Upload } from "antd";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router";
import { client } from "../api/client.ts";
import { failureOf } from "../api/failure.ts";
import { useRequestKey } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { Note } from "../design/note.tsx";
import { saveFile } from "../list/csv.ts";
import { contentOf, SheetFault } from "../list/sheet-file.ts";
import { ArchiveFault, picturesFrom } from "./archive.ts";

function Choose({
  accept,
  file,
  words,
  hint,
  busy,
  take,
}: {
  accept: string;
  file: File | null;
  words: string;
  hint: string;
  busy: boolean;
  take: (file: File) => void;
}): ReactElement {
  return (
    <Upload.Dragger
      accept={accept}
      showUploadList={false}
      disabled={busy}
      beforeUpload={(chosen) => {
        take(chosen);
        return false;
      }}
    >
      <div className={`by-import-drop ${file ? "is-chosen" : ""}`}>
        <Icon name={file ? "check" : "upload"} size={22} />
        <span>
          <b>{file ? file.name : words}</b>
          <small>{file ? `${sizeText(file.size)}，点击或拖来另一个可以更换` : hint}</small>
        </span>
      </div>
    </Upload.Dragger>
  );
}

function sizeText(bytes: number): string {
  const mega = bytes / 1024 / 1024;
  return mega < 0.1 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${mega.toFixed(1)} MB`;
}

/** A sheet and, where it names pictures, their archive: pictures go up first, then the sheet is checked. Nothing is changed yet. */
export function UploadDialog({ close }: { close: () => void }): ReactElement {
  const go = useNavigate();
  const request = useRequestKey();
  const [sheet, setSheet] = useState<File | null>(null);
  const [archive, setArchive] = useState<File | null>(null);
  const [fault, setFault] = useState<string>();
  const [step, setStep] = useState<{ text: string; percent: number } | null>(null);

  const check = async (file: File) => {
    setFault(undefined);
    setStep({ text: "正在读取表格", percent: 5 });
    try {
      const content = await contentOf(file, MOST_CELL_LETTERS);
      const rows = withMerged(content.rows, content.merged).map((row) => [...row]);
      const names = archive ? picturesNamed(rows) : [];
      const upload = async (picture: File) => (await client.console.media.upload({ file: picture })).url;
      const pictures = archive
        ? await picturesFrom(
            archive,
            names,
            upload,
            (error) => failureOf(error).message,
            (done) =>
              setStep({
                text: `正在上传图片 ${done} / ${names.length}`,
                percent: 5 + Math.floor((done * 85) / names.length),
              }),
          )
        : [];
      setStep({ text: "正在核对商品", percent: 95 });
      const body = { file_name: file.name, rows, pictures };
      const made = await client.console.sheet.check({ ...body, request_key: request.keyFor(body) });
      void go(`/products/sheets/${made.id}`);
    } catch (error) {
      const named = error instanceof SheetFault || error instanceof ArchiveFault;
      setFault(named ? error.message : failureOf(error).message);
      setStep(null);
    }
  };
  return (
    <Modal
      open
      title="批量导入商品"
      okText="检查表格"
      cancelText="取消"
      closable={step === null}
      okButtonProps={{ disabled: sheet === null, loading: step !== null }}
      cancelButtonProps={{ disabled: step !== null }}
      onOk={() => sheet && void check(sheet)}
      onCancel={() => step === null && close()}
      width={640}
    >
      <p className="by-secondary">先检查，再导入：下一步会列出哪些商品新建、哪些修改、哪些行有问题。</p>
      <div className="by-import-files">
        <Choose
          accept=".xlsx,.csv"
          file={sheet}
          words="选择表格"
          hint=".xlsx 或 .csv，最多 10,000 行"
          busy={step !== null}
          take={setSheet}
        />
        <Choose
          accept=".zip"
          file={archive}
          words="选择图片压缩包（可不选）"
          hint=".zip，只取表格里写到的图片"
          busy={step !== null}
          take={setArchive}
        />
      </div>
      <Button
        type="link"
        icon={<Icon name="download" size={14} />}
        onClick={() =>
          void client.console.sheet.template().then(
            (file) => saveFile("商品导入模板.xlsx", file),
            (error: unknown) => setFault(failureOf(error).message),
          )
        }
      >
        下载模板和填写说明
      </Button>
      {step && (
        <>
          <Progress percent={step.percent} showInfo={false} status="active" />
          <p className="num by-secondary">{step.text}</p>
        </>
      )}
      {fault && (
        <Note tone="red" icon="warning">
          {fault}
        </Note>
      )}
    </Modal>
  );
}
