import { Button, Modal } from "antd";
import { type ReactElement, useEffect } from "react";
import { useBlocker } from "react-router";

/** Asks before changes are lost: on the way to another page, and when the window is closed. */
export function LeaveGuard({
  dirty,
  save,
}: {
  dirty: boolean;
  /** Saves and then goes on; absent where what stands cannot be saved. */
  save: ((then: () => void) => void) | null;
}): ReactElement | null {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  if (blocker.state !== "blocked") return null;
  const { proceed, reset } = blocker;
  return (
    <Modal
      open
      title="草稿有修改还没有保存"
      onCancel={() => reset()}
      width={440}
      footer={[
        <Button key="stay" onClick={() => reset()}>
          留下
        </Button>,
        <Button key="drop" danger onClick={() => proceed()}>
          不保存，离开
        </Button>,
        ...(save
          ? [
              <Button key="save" type="primary" onClick={() => save(() => proceed())}>
                保存并离开
              </Button>,
            ]
          : []),
      ]}
    >
      <p>{save ? "离开后，没有保存的修改会丢失。" : "标红的地方改正之前不能保存，离开后这些修改会丢失。"}</p>
    </Modal>
  );
}
