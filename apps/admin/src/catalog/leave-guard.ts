import { App } from "antd";
import { useEffect, useRef } from "react";
import { useBlocker } from "react-router";

/** Leaving with typed but unsaved changes asks once, inside the console and on closing the tab. */
export function useLeaveGuard(dirty: boolean): { letGo: () => void } {
  const { modal } = App.useApp();
  const free = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    modal.confirm({
      title: "有未保存的修改",
      content: "离开后这些修改不会生效。下次打开这一页，可以接着改。",
      okText: "离开",
      cancelText: "继续编辑",
      okButtonProps: { danger: true },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  return {
    letGo: () => {
      free.current = true;
    },
  };
}
