import { useRef, useState } from "react";
import { toast } from "@/design/toast/toast.ts";
import { choosePictures } from "@/http/choose-pictures.ts";
import { asRefusal } from "@/http/refusal.ts";
import { uploadPicture } from "@/http/upload.ts";

export interface Shot {
  key: number;
  /** What is to be seen: the phone's own file, or the shop's where a draft had it already. */
  src: string;
  /** Where the shop has it; null until then. */
  url: string | null;
  /** How much of it is up, 0 to 100. */
  percent: number;
  failed: boolean;
}

export interface PictureDesk {
  shots: readonly Shot[];
  most: number;
  /** Those that have arrived, in the order they were chosen. */
  urls: string[];
  uploading: boolean;
  /** Some did not arrive, and the person has not said yet whether to try again or to go without. */
  failed: boolean;
  add: () => void;
  retry: (key: number) => void;
  remove: (key: number) => void;
}

/**
 * Pictures that go up as they are chosen, so that sending the form never waits for them. One after the other: a phone's line
 * is narrow, and the first one is there sooner.
 * @param start those that a draft had already
 */
export function usePictures(most: number, start: readonly string[] = []): PictureDesk {
  const count = useRef(0);
  const shotOf = (src: string, url: string | null): Shot => {
    count.current += 1;
    return { key: count.current, src, url, percent: 0, failed: false };
  };
  const [shots, setShots] = useState<readonly Shot[]>(() => start.map((url) => shotOf(url, url)));
  const latest = useRef(shots);
  latest.current = shots;
  const gone = useRef(new Set<number>());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const change = (key: number, how: Partial<Shot>) =>
    setShots((before) => before.map((shot) => (shot.key === key ? { ...shot, ...how } : shot)));
  const remove = (key: number) => {
    gone.current.add(key);
    setShots((before) => before.filter((shot) => shot.key !== key));
  };
  const upload = async ({ key, src }: Shot) => {
    // Taken away before its turn came.
    if (gone.current.has(key)) return;
    try {
      const { url } = await uploadPicture(src, (percent) => change(key, { percent }));
      // The shop keeps pictures by what they show: the same one twice is one.
      if (latest.current.some((shot) => shot.key !== key && shot.url === url)) {
        remove(key);
        toast("这张图片已经加过了");
      } else change(key, { url });
    } catch (thrown) {
      const { message, status } = asRefusal(thrown);
      // What the shop does not take it does not take the next time either.
      if (status >= 400 && status < 500 && status !== 429) remove(key);
      else change(key, { failed: true });
      toast(message, { mood: "bad" });
    }
  };
  const enqueue = (shot: Shot) => {
    queue.current = queue.current.then(() => upload(shot));
  };
  const add = () => {
    void choosePictures(most - shots.length).then((paths) => {
      const chosen = paths.slice(0, most - latest.current.length).map((path) => shotOf(path, null));
      setShots((before) => [...before, ...chosen]);
      for (const shot of chosen) enqueue(shot);
    });
  };
  const retry = (key: number) => {
    const shot = shots.find((one) => one.key === key);
    if (shot === undefined || !shot.failed) return;
    change(key, { failed: false, percent: 0 });
    enqueue(shot);
  };
  return {
    shots,
    most,
    urls: shots.flatMap(({ url }) => (url === null ? [] : [url])),
    uploading: shots.some(({ url, failed }) => url === null && !failed),
    failed: shots.some(({ failed }) => failed),
    add,
    retry,
    remove,
  };
}
