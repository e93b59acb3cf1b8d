import Taro from "@tarojs/taro";

/** The three that the server reads. */
const TYPES = "image/jpeg,image/png,image/webp";

/**
 * Paths of pictures from the phone, at most so many; none when the person changed their mind. On H5 it is the browser's
 * own file box: Taro's draws each file first, and says nothing at all when one is no picture.
 */
export function choosePictures(most: number): Promise<string[]> {
  return process.env.TARO_ENV === "h5" ? fromBrowser(most) : fromWechat(most);
}

async function fromWechat(most: number): Promise<string[]> {
  try {
    // Not chooseImage, which WeChat no longer keeps up.
    const { tempFiles } = await Taro.chooseMedia({
      count: most,
      mediaType: ["image"],
      sizeType: ["compressed"],
    });
    return tempFiles.slice(0, most).map(({ tempFilePath }) => tempFilePath);
  } catch {
    return [];
  }
}

function fromBrowser(most: number): Promise<string[]> {
  const box = document.createElement("input");
  box.type = "file";
  box.accept = TYPES;
  box.multiple = most > 1;
  return new Promise((resolve) => {
    box.onchange = () =>
      resolve([...(box.files ?? [])].slice(0, most).map((file) => URL.createObjectURL(file)));
    box.oncancel = () => resolve([]);
    box.click();
  });
}
