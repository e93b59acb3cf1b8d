import { createSlot } from "../slot.ts";

export interface Question {
  title: string;
  body?: string;
  /** What happens, as a verb: "删除", "确认收货". */
  yes: string;
  /** "取消" unless told; null leaves one button. */
  no?: string | null;
  /** Vermilion instead of green. */
  danger?: boolean;
}

export interface Asked extends Question {
  answer: (yes: boolean) => void;
}

/** The question that waits for an answer. */
export const questionSlot = createSlot<Asked>();

/** Asks in a dialog on the page that is showing; resolves to false when it is dismissed. */
export function confirm(question: Question): Promise<boolean> {
  questionSlot.value()?.answer(false);
  return new Promise((resolve) => {
    questionSlot.put({
      ...question,
      answer: (yes) => {
        questionSlot.put(null);
        resolve(yes);
      },
    });
  });
}
